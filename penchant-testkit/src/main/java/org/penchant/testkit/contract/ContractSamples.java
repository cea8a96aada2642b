package org.penchant.testkit.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A random sample of every leaf of a sealed type, so that a contract test covers all of them and a
 * new leaf without a sample fails it.
 *
 * @param type the sealed type under contract
 * @param suppliers how to draw a sample of each leaf
 */
public record ContractSamples<T>(
    Class<T> type, Map<Class<? extends T>, Function<RandomGenerator, ? extends T>> suppliers) {
  public ContractSamples {
    suppliers = Collections.unmodifiableMap(new LinkedHashMap<>(suppliers));
  }

  /** No samples yet, of a sealed type. */
  public static <T> ContractSamples<T> of(Class<T> sealedType) {
    return new ContractSamples<>(sealedType, Map.of());
  }

  /** These samples and one more; a second supplier for the same class replaces the first. */
  public <S extends T> ContractSamples<T> with(
      Class<S> leaf, Function<RandomGenerator, ? extends S> supplier) {
    var more = new LinkedHashMap<>(suppliers);
    more.put(leaf, supplier);
    return new ContractSamples<>(type, more);
  }

  /** These samples and one that is always the same, for a leaf without parameters. */
  public ContractSamples<T> withOnly(T sample) {
    @SuppressWarnings("unchecked")
    var leaf = (Class<? extends T>) sample.getClass();
    var more = new LinkedHashMap<>(suppliers);
    more.put(leaf, random -> sample);
    return new ContractSamples<>(type, more);
  }

  /**
   * Holds when every leaf has a sample and every open door has at least one implementation among
   * the samples.
   *
   * @throws AssertionError naming all that lack one
   */
  public void verifyComplete() {
    var missing = missing();
    if (!missing.isEmpty())
      throw new AssertionError(
          "no contract sample for "
              + String.join(", ", missing)
              + ": add one with ContractSamples.with");
  }

  /**
   * One sample of each class.
   *
   * @throws AssertionError if a leaf has no sample, or a supplier drew another class
   */
  public List<T> draw(RandomGenerator random) {
    verifyComplete();
    var samples = new ArrayList<T>();
    suppliers.forEach((leaf, supplier) -> {
      T sample = supplier.apply(random);
      if (!leaf.isInstance(sample))
        throw new AssertionError("the sample for " + leaf.getName() + " is a " + sample);
      samples.add(sample);
    });
    return List.copyOf(samples);
  }

  private List<String> missing() {
    var leaves =
        Sealed.leaves(type).filter(leaf -> !suppliers.containsKey(leaf)).map(Class::getName);
    var doors =
        Sealed.openDoors(type)
            .filter(door -> suppliers.keySet().stream().noneMatch(door::isAssignableFrom))
            .map(door -> "any " + door.getName());
    return Stream.concat(leaves, doors).toList();
  }
}
