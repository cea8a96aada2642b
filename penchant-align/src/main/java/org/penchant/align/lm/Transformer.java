package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.penchant.align.lm.Architecture.Trait;
import org.penchant.align.lm.Layout.Fusion;
import org.penchant.align.lm.ParameterSpec.Role;
import org.penchant.core.random.Seeds;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Nn;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

/**
 * The causal language model: one transformer built of parts, for every {@link Architecture}.
 *
 * <p>It owns its parameters until {@link #close}. Forward passes belong inside a scope of the
 * caller's; parameters made inside a scope die with it.
 */
public final class Transformer implements CausalLm, AutoCloseable {
  private final ModelConfig config;
  private final Layout names;
  private final Map<String, Tensor> parameters;
  private final List<Block> blocks = new ArrayList<>();
  private final Map<Rotary, RotaryTable> rotaries = new HashMap<>();
  private final Map<String, LinearMap> linearMaps = new LinkedHashMap<>();
  private final AdapterSwitch adapters = new AdapterSwitch();
  private final @Nullable LoraAdapter adapter;
  private final Norm finalNorm;
  private final DType type;

  /** Builds the model of {@code parameters}, which {@link ParameterSpec} lists for the config. */
  Transformer(ModelConfig config, Layout names, Map<String, Tensor> parameters) {
    this(config, names, parameters, null);
  }

  private Transformer(
      ModelConfig config,
      Layout names,
      Map<String, Tensor> parameters,
      @Nullable LoraAdapter adapter) {
    this.config = config;
    this.names = names;
    this.adapter = adapter;
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    this.type = embedding().type();
    this.finalNorm = norm(names.prefix() + names.finalNorm());
    for (int i = 0; i < config.layers().size(); i++) blocks.add(block(i));
    for (var layer : config.layers())
      layer.rotary().ifPresent(r -> rotaries.computeIfAbsent(r, RotaryTable::new));
  }

  /**
   * A model of fresh weights: matrices and embeddings normal(0, initStd), norms neutral, biases 0,
   * in F32, each tensor from a random stream of its own name.
   */
  public static Transformer random(ModelConfig config, Seeds seeds) {
    var names = config.architecture().layout();
    var parameters = new LinkedHashMap<String, Tensor>();
    for (var spec : ParameterSpec.of(config, names))
      parameters.put(
          spec.name(), fresh(spec, config, seeds.stream("init/" + spec.name())).requiresGrad(true));
    return new Transformer(config, names, parameters);
  }

  private static Tensor fresh(ParameterSpec spec, ModelConfig config, RandomGenerator random) {
    if (spec.role() == Role.MATRIX) {
      long elements = 1;
      for (long size : spec.shape()) elements *= size;
      float[] values = new float[Math.toIntExact(elements)];
      for (int i = 0; i < values.length; i++)
        values[i] = (float) (config.initStd() * random.nextGaussian());
      return Tensor.of(values, spec.shape());
    }
    boolean one = spec.role() == Role.NORM && !config.has(Trait.ONE_PLUS_NORM);
    return Tensor.full(DType.F32, one ? 1 : 0, spec.shape());
  }

  /**
   * A model of its own with these weights rounded to {@code type}, which require gradients.
   *
   * @throws IllegalStateException if the model is adapted: the adapter would be lost
   */
  public Transformer copy(DType type) {
    var copy = copied(tensor -> tensor.type() == type ? tensor.copy() : tensor.to(type));
    copy.parameters.values().forEach(tensor -> tensor.requiresGrad(true));
    return copy;
  }

  /**
   * A model of its own with equal weights, which do not require gradients.
   *
   * @throws IllegalStateException if the model is adapted: the adapter would be lost
   */
  public Transformer copy() {
    return copied(Tensor::copy);
  }

  private Transformer copied(UnaryOperator<Tensor> copy) {
    if (adapter != null)
      throw new IllegalStateException("an adapted model is not copied; copy its base, or merge it");
    var copies = new LinkedHashMap<String, Tensor>();
    try (var _ = GradMode.disabled()) {
      parameters.forEach((name, tensor) -> copies.put(name, TensorScope.free(copy.apply(tensor))));
    }
    return new Transformer(config, names, copies);
  }

  /**
   * This model with an adapter: a model that shares this one's weights, which stop to require
   * gradients and stay this one's. Its parameters are the weights and the adapter's A and B;
   * closing it frees the adapter alone.
   */
  public Transformer withAdapter(LoraAdapter added) {
    if (adapter != null) throw new IllegalStateException("the model has an adapter already");
    parameters.values().forEach(t -> t.requiresGrad(false));
    return new Transformer(config, names, parameters, added);
  }

  /**
   * Turns the adapter off until closed, which makes this the base model: the reference policy of
   * the adapted one. Without an adapter nothing changes.
   *
   * <p>
   *
   * {@snippet : try (var _ = model.adapterOff()) { reference = model.hidden(packing); } }
   */
  public Off adapterOff() {
    var hold = adapters.off();
    return hold::close;
  }

  /** Ends with {@link #close}, which throws nothing. */
  @FunctionalInterface
  public interface Off extends AutoCloseable {
    @Override
    void close();
  }

  /** The adapter that this model runs with. */
  public Optional<LoraAdapter> adapter() {
    return Optional.ofNullable(adapter);
  }

  public ModelConfig config() {
    return config;
  }

  @Override
  public DType type() {
    return type;
  }

  @Override
  public Tensor hidden(Packing packing) {
    var laid = laid(packing);
    var all = hidden(laid.tokens(), laid.positions(), new PackedAttention(config, laid, type));
    return laid == packing ? all : all.narrow(0, 0, packing.size());
  }

  @Override
  public Activations forward(Packing packing, boolean checkpointing) {
    if (!checkpointing) return Activations.recorded(hidden(packing));
    var laid = laid(packing);
    return RecomputedActivations.of(
        () -> embedded(laid.tokens(), laid.positions()),
        stages(laid.positions(), new PackedAttention(config, laid, type)));
  }

  /**
   * The packing that is run. oneDNN compiles and keeps code for every number of rows that it
   * multiplies in BF16 (decision 6): rounding the number up keeps these few.
   */
  private Packing laid(Packing packing) {
    return type == DType.BF16 ? packing.filledTo(LogProbs.BF16_ROWS) : packing;
  }

  /** Hidden states [N, D] of N tokens at given positions that attend as {@code attention} says. */
  Tensor hidden(long[] tokens, long[] positions, Attention attention) {
    var x = embedded(tokens, positions);
    for (var stage : stages(positions, attention)) {
      if (attention.keeps()) {
        x = stage.apply(x);
        continue;
      }
      // A stage's intermediates live as long as differentiation needs them, and no longer.
      try (var scope = TensorScope.open()) {
        x = scope.keep(stage.apply(x));
      }
    }
    return x;
  }

  private Tensor embedded(long[] tokens, long[] positions) {
    check(tokens, config.vocabulary(), "token id");
    if (config.has(Trait.LEARNED_POSITIONS))
      check(positions, config.contextLength(), "learned position");
    var x = Nn.embedding(embedding(), Tensor.of(tokens));
    if (config.has(Trait.SCALED_EMBEDDING)) x = x.mul(Math.sqrt(config.hidden()));
    return config.has(Trait.LEARNED_POSITIONS)
        ? x.add(Nn.embedding(parameter(names.prefix() + names.positions()), Tensor.of(positions)))
        : x;
  }

  /** The blocks and the final norm. */
  private List<UnaryOperator<Tensor>> stages(long[] positions, Attention attention) {
    var turns = new HashMap<Rotary, RotaryTable.Turn>();
    rotaries.forEach((rotary, table) -> turns.put(rotary, table.at(positions, type)));
    var stages = new ArrayList<UnaryOperator<Tensor>>();
    for (var block : blocks) {
      var turn = config.layers().get(block.index()).rotary().map(turns::get).orElse(null);
      stages.add(x -> block.apply(x, turn, attention));
    }
    stages.add(finalNorm::apply);
    return stages;
  }

  @Override
  public Tensor logits(Tensor hidden) {
    var head = config.tied() ? embedding() : parameter(names.head());
    var raw = Nn.linear(hidden, head, null);
    double cap = config.logitCap();
    return cap == 0 ? raw : raw.mul(1 / cap).tanh().mul(cap);
  }

  @Override
  public Map<String, Tensor> parameters() {
    if (adapter == null) return parameters;
    var all = new LinkedHashMap<>(parameters);
    all.putAll(adapter.parameters());
    return Collections.unmodifiableMap(all);
  }

  /** The weights of the model folder, without an adapter's. */
  Map<String, Tensor> weights() {
    return parameters;
  }

  /** The linear maps of the layers, under the names of their modules. */
  Map<String, LinearMap> linearMaps() {
    return Collections.unmodifiableMap(linearMaps);
  }

  /** The output projection, or nothing where it is the embedding. */
  @Override
  public Set<String> headParameters() {
    return config.tied() ? Set.of() : Set.of(names.head() + ".weight");
  }

  @Override
  public int vocabulary() {
    return config.vocabulary();
  }

  @Override
  public int width() {
    return config.hidden();
  }

  @Override
  public int contextLength() {
    return config.contextLength();
  }

  /** Frees the parameters; of an adapted model only the adapter's. */
  @Override
  public void close() {
    if (adapter != null) adapter.close();
    else parameters.values().forEach(Tensor::close);
  }

  private static void check(long[] values, int limit, String what) {
    for (long value : values)
      if (value < 0 || value >= limit)
        throw new IllegalArgumentException(what + " " + value + ", must be below " + limit);
  }

  private Tensor embedding() {
    return parameter(names.prefix() + names.embedding());
  }

  private Tensor parameter(String name) {
    var found = parameters.get(name + ".weight");
    if (found == null) throw new IllegalArgumentException("no parameter " + name + ".weight");
    return found;
  }

  private Norm norm(String name) {
    return new Norm(
        parameter(name),
        parameters.get(name + ".bias"),
        config.normEps(),
        config.has(Trait.ONE_PLUS_NORM));
  }

  private LinearMap map(int layer, String part) {
    String name = names.inLayer(layer, part);
    var pair = adapter == null ? null : adapter.pair(name);
    var map =
        new LinearMap(
            parameter(name),
            parameters.get(name + ".bias"),
            names.transposed(),
            pair == null ? null : new LinearMap.Update(pair, adapters));
    linearMaps.put(name, map);
    return map;
  }

  private Block block(int i) {
    var attention = names.attention();
    boolean qk = config.has(Trait.QK_NORM);
    boolean sandwich = config.has(Trait.SANDWICH_NORMS);
    return new Block(
        config,
        i,
        attention.fusion(),
        norm(names.inLayer(i, names.attentionNorm())),
        attention.fusion() == Fusion.NONE
            ? List.of(map(i, attention.q()), map(i, attention.k()), map(i, attention.v()))
            : List.of(map(i, attention.q())),
        normIf(qk, i, Layout.Q_NORM),
        normIf(qk, i, Layout.K_NORM),
        map(i, attention.out()),
        normIf(sandwich, i, Layout.ATTENTION_POST_NORM),
        norm(names.inLayer(i, names.mlpNorm())),
        config.has(Trait.GATED) ? map(i, names.gate()) : null,
        map(i, names.up()),
        map(i, names.down()),
        normIf(sandwich, i, Layout.MLP_POST_NORM));
  }

  private @Nullable Norm normIf(boolean present, int layer, String part) {
    return present ? norm(names.inLayer(layer, part)) : null;
  }
}
