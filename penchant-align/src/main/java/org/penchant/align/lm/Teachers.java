package org.penchant.align.lm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.GradMode;
import org.penchant.torch.tensor.Tensor;

/**
 * Models that a policy is compared with token by token, by name. Their vocabulary must be the
 * policy's: the methods that use them have no meaning otherwise.
 */
public final class Teachers implements AutoCloseable {
  /** The name under which the reference policy is a teacher. */
  public static final String REFERENCE = "reference";

  private final Map<String, CausalLm> models;
  private final boolean owner;

  private Teachers(Map<String, CausalLm> models, boolean owner) {
    this.models = Collections.unmodifiableMap(new TreeMap<>(models));
    this.owner = owner;
  }

  public static Teachers none() {
    return new Teachers(Map.of(), false);
  }

  /** Models that stay the caller's. */
  public static Teachers of(Map<String, CausalLm> models) {
    return new Teachers(models, false);
  }

  /**
   * Loads model folders, which {@link #close} frees.
   *
   * @param policy the policy's folder; every teacher's tokenizer must give its tokens the same ids
   * @throws org.penchant.core.problems.ProblemsException naming every folder that does not
   */
  public static Teachers load(Map<String, Path> folders, Path policy, Optional<DType> type)
      throws IOException {
    var problems = new Problems();
    int size = ModelFolder.config(policy).vocabulary();
    for (var folder : folders.entrySet()) {
      String place = "teacher " + folder.getKey() + ", " + folder.getValue();
      int found = ModelFolder.config(folder.getValue()).vocabulary();
      if (found != size) refuse(problems, place, found + " tokens", size);
      else
        Vocabulary.difference(policy, folder.getValue())
            .ifPresent(what -> refuse(problems, place, what, size));
    }
    problems.throwIfErrors(ExitCode.BAD_MODEL);
    var models = new LinkedHashMap<String, CausalLm>();
    try {
      for (var folder : folders.entrySet()) {
        var model = ModelFolder.load(folder.getValue(), type);
        model.parameters().values().forEach(p -> p.requiresGrad(false));
        models.put(folder.getKey(), model);
      }
      return new Teachers(models, true);
    } catch (IOException | RuntimeException e) {
      new Teachers(models, true).close();
      throw e;
    }
  }

  public Set<String> names() {
    return models.keySet();
  }

  /**
   * The model of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public CausalLm get(String name) {
    return Signal.get(models, name);
  }

  /**
   * Adds an error for every teacher that signals read and that is missing or has another number of
   * tokens than the policy.
   */
  public void check(Collection<? extends Signal> signals, CausalLm policy, Problems problems) {
    var names = new TreeSet<String>();
    signals.forEach(signal -> names.addAll(signal.teachers()));
    for (String name : names) {
      var model = models.get(name);
      if (model == null)
        problems.error("teacher " + name, "", "the method reads this model", "name its folder");
      else if (model.vocabulary() != policy.vocabulary())
        refuse(problems, "teacher " + name, model.vocabulary() + " tokens", policy.vocabulary());
    }
  }

  @Override
  public void close() {
    if (!owner) return;
    for (var model : models.values())
      if (model instanceof Transformer transformer) transformer.close();
  }

  /** The hidden states [n, D] of the teachers that signals read, where tokens are predicted. */
  Map<String, Tensor> predictors(List<Signal> signals, PackedBatch batch) {
    var states = new TreeMap<String, Tensor>();
    try (var _ = GradMode.disabled()) {
      for (var signal : signals)
        for (String name : signal.teachers())
          states.computeIfAbsent(
              name,
              _ -> get(name).hidden(batch.packing()).indexSelect(0, Tensor.of(batch.predictor())));
    }
    return states;
  }

  private static void refuse(Problems problems, String place, String found, int expected) {
    problems.error(
        place,
        found,
        "a teacher must have the policy's vocabulary, token for token (" + expected + " tokens)",
        "use models of one family, with one tokenizer");
  }
}
