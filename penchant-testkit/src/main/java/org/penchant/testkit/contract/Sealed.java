package org.penchant.testkit.contract;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What a sealed type consists of, found by reflection. */
public final class Sealed {
  private Sealed() {}

  /**
   * All concrete classes a sealed type permits, at any depth, each once, in the order of their
   * {@code permits} clauses. Below a {@code non-sealed} type nothing can be known: see {@link
   * #openDoors}.
   *
   * @throws IllegalArgumentException if {@code sealedType} is not sealed
   */
  public static Stream<Class<?>> leaves(Class<?> sealedType) {
    return all(sealedType).filter(c -> !Modifier.isAbstract(c.getModifiers()));
  }

  /**
   * The {@code non-sealed} interfaces and abstract classes below a sealed type: where users may add
   * implementations of their own.
   *
   * @throws IllegalArgumentException if {@code sealedType} is not sealed
   */
  public static Stream<Class<?>> openDoors(Class<?> sealedType) {
    return all(sealedType).filter(c -> !c.isSealed() && Modifier.isAbstract(c.getModifiers()));
  }

  private static Stream<Class<?>> all(Class<?> sealedType) {
    if (!sealedType.isSealed())
      throw new IllegalArgumentException(sealedType.getName() + " is not sealed");
    var found = new LinkedHashSet<Class<?>>();
    collect(sealedType, found);
    return found.stream();
  }

  private static void collect(Class<?> type, Set<Class<?>> found) {
    if (!found.add(type) || !type.isSealed()) return;
    for (var permitted : type.getPermittedSubclasses()) collect(permitted, found);
  }
}
