package org.penchant.align.lm;

import java.util.ArrayList;
import java.util.List;
import org.penchant.align.lm.Architecture.Trait;
import org.penchant.align.lm.Layout.Fusion;

/**
 * A tensor that a model of some config has.
 *
 * @param name as in its folder
 * @param role how it is initialised
 */
record ParameterSpec(String name, long[] shape, Role role) {
  enum Role {
    /** Normal with the config's standard deviation. */
    MATRIX,
    /** The neutral weight of a norm. */
    NORM,
    /** Zero. */
    BIAS
  }

  /** All tensors of a model, in the order of its computation. */
  static List<ParameterSpec> of(ModelConfig config, Layout names) {
    return new Lister(config, names).list();
  }

  private record Lister(ModelConfig c, Layout names, List<ParameterSpec> out) {
    Lister(ModelConfig c, Layout names) {
      this(c, names, new ArrayList<>());
    }

    List<ParameterSpec> list() {
      out.add(
          new ParameterSpec(
              names.prefix() + names.embedding() + ".weight",
              new long[] {c.vocabulary(), c.hidden()},
              Role.MATRIX));
      if (c.has(Trait.LEARNED_POSITIONS))
        out.add(
            new ParameterSpec(
                names.prefix() + names.positions() + ".weight",
                new long[] {c.contextLength(), c.hidden()},
                Role.MATRIX));
      for (int i = 0; i < c.layers().size(); i++) layer(i);
      norm(names.prefix() + names.finalNorm(), c.hidden());
      if (!c.tied()) linear(names.head(), c.hidden(), c.vocabulary(), false, false);
      return out;
    }

    private void layer(int i) {
      var attention = names.attention();
      int q = c.heads() * c.headDim();
      int kv = c.kvHeads() * c.headDim();
      norm(names.inLayer(i, names.attentionNorm()), c.hidden());
      if (attention.fusion() == Fusion.NONE) {
        map(i, attention.q(), c.hidden(), q, c.biases().qkv());
        map(i, attention.k(), c.hidden(), kv, c.biases().qkv());
        map(i, attention.v(), c.hidden(), kv, c.biases().qkv());
      } else {
        map(i, attention.q(), c.hidden(), q + 2 * kv, c.biases().qkv());
      }
      if (c.has(Trait.QK_NORM)) {
        norm(names.inLayer(i, Layout.Q_NORM), c.headDim());
        norm(names.inLayer(i, Layout.K_NORM), c.headDim());
      }
      map(i, attention.out(), q, c.hidden(), c.biases().out());
      if (c.has(Trait.SANDWICH_NORMS))
        norm(names.inLayer(i, Layout.ATTENTION_POST_NORM), c.hidden());
      norm(names.inLayer(i, names.mlpNorm()), c.hidden());
      if (c.has(Trait.GATED)) map(i, names.gate(), c.hidden(), c.inner(), c.biases().mlp());
      map(i, names.up(), c.hidden(), c.inner(), c.biases().mlp());
      map(i, names.down(), c.inner(), c.hidden(), c.biases().mlp());
      if (c.has(Trait.SANDWICH_NORMS)) norm(names.inLayer(i, Layout.MLP_POST_NORM), c.hidden());
    }

    private void map(int layer, String part, int in, int to, boolean bias) {
      linear(names.inLayer(layer, part), in, to, bias, names.transposed());
    }

    private void linear(String name, int in, int to, boolean bias, boolean transposed) {
      long[] shape = transposed ? new long[] {in, to} : new long[] {to, in};
      out.add(new ParameterSpec(name + ".weight", shape, Role.MATRIX));
      if (bias) out.add(new ParameterSpec(name + ".bias", new long[] {to}, Role.BIAS));
    }

    private void norm(String name, int width) {
      out.add(new ParameterSpec(name + ".weight", new long[] {width}, Role.NORM));
      if (c.has(Trait.LAYER_NORM))
        out.add(new ParameterSpec(name + ".bias", new long[] {width}, Role.BIAS));
    }
  }
}
