package org.penchant.testkit.arch.probe.habit;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Wrong in every method: randomness without a seed. */
public final class Unseeded {
  static Object random() {
    return new Random();
  }

  static Object splittable() {
    return new SplittableRandom();
  }

  static Object secure() {
    return new SecureRandom();
  }

  static int threadLocal() {
    return ThreadLocalRandom.current().nextInt();
  }

  static double math() {
    return Math.random();
  }

  static DoubleSupplier mathByReference() {
    return Math::random;
  }

  static double strictMath() {
    return StrictMath.random();
  }

  static Object uuid() {
    return UUID.randomUUID();
  }

  static void shuffle(List<String> list) {
    Collections.shuffle(list);
  }

  static Object byDefault() {
    return RandomGenerator.getDefault();
  }

  static Object byName() {
    return RandomGenerator.of("L64X128MixRandom");
  }

  static Object byFactory() {
    return RandomGeneratorFactory.of("L64X128MixRandom").create();
  }
}
