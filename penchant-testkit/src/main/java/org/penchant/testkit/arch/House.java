package org.penchant.testkit.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;

/**
 * Who may import whom. A module is the package segment after the root.
 *
 * @param root the package all modules live in
 */
public record House(String root) {
  /** Penchant itself. */
  public static final House PENCHANT = new House("org.penchant");

  /** Which modules each module may import beside itself. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.of(
          "core", Set.of(),
          "torch", Set.of(),
          "testkit", Set.of(),
          "data", Set.of("core"),
          "eval", Set.of("core"),
          "rank", Set.of("core", "data"),
          "align", Set.of("core", "data", "torch", "rank"),
          "papers", Set.of("core", "data", "torch", "align", "eval", "rank"),
          "app", Set.of("core", "data", "torch", "align", "eval", "rank", "papers"));

  /** Packages of align from top to bottom; those of one set do not know each other. */
  private static final List<Set<String>> ALIGN =
      List.of(
          Set.of("train", "merge"),
          Set.of("curate"),
          Set.of("diagnose"),
          Set.of("objective", "policygrad"),
          Set.of("reward"),
          Set.of("reference"),
          Set.of("lm"),
          Set.of("template"));

  /** The modules on the map. */
  public static Set<String> modules() {
    return new TreeSet<>(MAY_IMPORT.keySet());
  }

  /** Modules import downward only, and every module is on the map. */
  public ArchRule moduleLayers() {
    return rule(
        "import only the modules below its own",
        (from, to) -> {
          String origin = segment(root, from).orElse("");
          String target = segment(root, to).orElse("");
          if (!MAY_IMPORT.containsKey(origin)) return "module '" + origin + "' is not on the map";
          boolean fine = origin.equals(target) || MAY_IMPORT.get(origin).contains(target);
          return fine ? "" : origin + " may not import " + target;
        });
  }

  /** Inside align, packages import downward only. */
  public ArchRule alignLayers() {
    return packageOrder("align", ALIGN);
  }

  /**
   * Packages of a module import only those further down a list.
   *
   * @param topToBottom the package segments after the module's; those of one set are strangers
   */
  public ArchRule packageOrder(String module, List<Set<String>> topToBottom) {
    String base = root + "." + module;
    return rule(
        "import only the packages of " + module + " below its own",
        (from, to) -> {
          var origin = segment(base, from);
          var target = segment(base, to);
          if (origin.isEmpty() || target.isEmpty() || origin.equals(target)) return "";
          int above = level(topToBottom, origin.get());
          int below = level(topToBottom, target.get());
          if (above < 0) return "package " + origin.get() + " of " + module + " is not on the map";
          if (below < 0) return "package " + target.get() + " of " + module + " is not on the map";
          return above < below ? "" : origin.get() + " may not import " + target.get();
        });
  }

  /** Only {@code keeper} names the classes of {@code library}. */
  public ArchRule onlyPlaceOf(String library, String keeper) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(keeper)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(keeper + " is the only place that names it")
        .allowEmptyShould(true);
  }

  /** No two packages import each other, at any distance. */
  public ArchRule noPackageCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  /** Every package is {@link NullMarked} through its package-info. */
  public ArchRule nullMarked() {
    return classes()
        .should(
            new ArchCondition<JavaClass>("live in a package marked @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked =
                    type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                if (!marked)
                  events.add(
                      SimpleConditionEvent.violated(
                          type, type.getPackageName() + " has no @NullMarked package-info"));
              }
            })
        .allowEmptyShould(true);
  }

  private interface Judgement {
    /** What is wrong with a class in package {@code from} importing {@code to}, or nothing. */
    String of(String from, String to);
  }

  private ArchRule rule(String what, Judgement judgement) {
    return classes()
        .should(
            new ArchCondition<JavaClass>(what) {
              @Override
              public void check(JavaClass origin, ConditionEvents events) {
                if (segment(root, origin.getPackageName()).isEmpty()) return;
                for (var dependency : origin.getDirectDependenciesFromSelf()) {
                  String to = dependency.getTargetClass().getBaseComponentType().getPackageName();
                  if (segment(root, to).isEmpty()) continue;
                  String wrong = judgement.of(origin.getPackageName(), to);
                  if (!wrong.isEmpty())
                    events.add(
                        SimpleConditionEvent.violated(
                            dependency, wrong + ": " + dependency.getDescription()));
                }
              }
            })
        .allowEmptyShould(true);
  }

  private static int level(List<Set<String>> order, String name) {
    for (int i = 0; i < order.size(); i++) if (order.get(i).contains(name)) return i;
    return -1;
  }

  private static Optional<String> segment(String base, String name) {
    if (!name.startsWith(base + ".")) return Optional.empty();
    String rest = name.substring(base.length() + 1);
    int dot = rest.indexOf('.');
    return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
  }
}
