package org.penchant.testkit.arch;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A use of a method, constructor or field that a rule speaks about.
 *
 * @param owner the class it belongs to, or a superclass
 * @param names names of methods or fields, "<init>" for constructors; empty for all
 * @param parameters which overloads, by the names of their parameter types
 */
record Call(Class<?> owner, Set<String> names, Predicate<List<String>> parameters) {
  static final String NEW = "<init>";

  static Call any(Class<?> owner, String... names) {
    return new Call(owner, Set.of(names), types -> true);
  }

  /** Overloads with that many parameters. */
  static Call arity(int count, Class<?> owner, String... names) {
    return new Call(owner, Set.of(names), types -> types.size() == count);
  }

  /** Overloads that take none of the types of {@code given}. */
  static Call without(Set<Class<?>> given, Class<?> owner, String... names) {
    return new Call(
        owner,
        Set.of(names),
        types -> given.stream().map(Class::getName).noneMatch(types::contains));
  }

  /** These overloads, if they take a {@code type} too. */
  Call taking(Class<?> type) {
    return new Call(owner, names, parameters.and(types -> types.contains(type.getName())));
  }

  /** Met by a class that makes any of the calls, by reference to the method too. */
  static ArchCondition<JavaClass> making(String what, List<Call> calls) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (var access : origin.getAccessesFromSelf())
          if (calls.stream().anyMatch(call -> call.matches(access)))
            events.add(SimpleConditionEvent.satisfied(origin, access.getDescription()));
      }
    };
  }

  private boolean matches(JavaAccess<?> access) {
    if (!access.getTargetOwner().isAssignableTo(owner)) return false;
    if (!names.isEmpty() && !names.contains(access.getTarget().getName())) return false;
    List<String> types =
        access.getTarget() instanceof CodeUnitCallTarget target
            ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
            : List.of();
    return parameters.test(types);
  }
}
