package org.penchant.testkit.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Date;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * What code may not call: randomness, clock, locale and charset are arguments, and only the command
 * line speaks. Packages are given as ArchUnit writes them, such as {@code org.penchant.app..}.
 */
public final class Habits {
  private static final Set<Class<?>> LOCALE = Set.of(Locale.class);
  private static final Set<Class<?>> CHARSET = Set.of(Charset.class, String.class);

  private Habits() {}

  /** No generator without a seed. */
  public static ArchRule seededRandomness() {
    return never(
        "use randomness that has no seed",
        "randomness is an argument: take a RandomGenerator from Seeds",
        List.of(
            Call.arity(0, Random.class, Call.NEW),
            Call.arity(0, SplittableRandom.class, Call.NEW),
            Call.any(SecureRandom.class),
            Call.any(ThreadLocalRandom.class),
            Call.any(Math.class, "random"),
            Call.any(StrictMath.class, "random"),
            Call.any(UUID.class, "randomUUID"),
            Call.arity(1, Collections.class, "shuffle"),
            Call.any(RandomGenerator.class, "getDefault", "of"),
            Call.arity(0, RandomGeneratorFactory.class, "create")));
  }

  /** No formatting, case mapping, reading or writing that depends on the machine's settings. */
  public static ArchRule explicitLocaleAndCharset() {
    return never(
        "depend on the default locale or charset",
        "pass Locale.ROOT and StandardCharsets.UTF_8",
        List.of(
            Call.without(LOCALE, String.class, "format"),
            Call.any(String.class, "formatted"),
            Call.arity(0, String.class, "toLowerCase", "toUpperCase", "getBytes"),
            Call.without(CHARSET, String.class, Call.NEW).taking(byte[].class),
            Call.without(LOCALE, Formatter.class, Call.NEW),
            Call.without(LOCALE, PrintStream.class, "printf", "format"),
            Call.without(LOCALE, PrintWriter.class, "printf", "format"),
            Call.without(CHARSET, InputStreamReader.class, Call.NEW),
            Call.without(CHARSET, OutputStreamWriter.class, Call.NEW),
            Call.without(Set.of(Charset.class), FileReader.class, Call.NEW),
            Call.without(Set.of(Charset.class), FileWriter.class, Call.NEW),
            Call.arity(1, Scanner.class, Call.NEW).taking(java.io.InputStream.class),
            Call.arity(0, ByteArrayOutputStream.class, "toString"),
            Call.any(Charset.class, "defaultCharset"),
            Call.any(Locale.class, "getDefault"),
            Call.without(
                LOCALE,
                NumberFormat.class,
                "getInstance",
                "getNumberInstance",
                "getIntegerInstance",
                "getPercentInstance"),
            Call.arity(1, DecimalFormat.class, Call.NEW),
            Call.arity(1, DateTimeFormatter.class, "ofPattern")));
  }

  /** No reading of the calendar outside {@code allowed}; a {@link Clock} passed in may be read. */
  public static ArchRule noWallClock(String... allowed) {
    var moments =
        Stream.of(
                Instant.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                ZonedDateTime.class,
                OffsetDateTime.class,
                Year.class)
            .map(type -> Call.without(Set.of(Clock.class), type, "now"));
    var others =
        Stream.of(
            Call.any(System.class, "currentTimeMillis"),
            Call.arity(0, Date.class, Call.NEW),
            Call.any(ZoneId.class, "systemDefault"),
            Call.any(Clock.class, "systemUTC", "systemDefaultZone", "system"));
    return never(
        "read the wall clock",
        "the clock is an argument",
        Stream.concat(moments, others).toList(),
        allowed);
  }

  /** No stopwatch outside {@code allowed}. */
  public static ArchRule noStopwatch(String... allowed) {
    return never(
        "read the stopwatch",
        "timing belongs where it is reported",
        List.of(Call.any(System.class, "nanoTime")),
        allowed);
  }

  /** No printing to the console outside {@code allowed}. */
  public static ArchRule noConsole(String... allowed) {
    return never(
        "speak to the console",
        "results are return values; the command line prints",
        List.of(
            Call.any(System.class, "out", "err"),
            Call.arity(0, Throwable.class, "printStackTrace")),
        allowed);
  }

  /** No virtual threads in {@code packages}: libtorch's grad mode is local to a platform thread. */
  public static ArchRule platformThreads(String... packages) {
    return noClasses()
        .that(resideInAnyPackage(packages))
        .should(
            Call.making(
                "use virtual threads",
                List.of(
                    Call.any(Thread.class, "ofVirtual", "startVirtualThread"),
                    Call.any(Executors.class, "newVirtualThreadPerTaskExecutor"))))
        .because("libtorch keeps state per platform thread")
        .allowEmptyShould(true);
  }

  private static ArchRule never(String what, String why, List<Call> calls, String... allowed) {
    DescribedPredicate<JavaClass> outside =
        DescribedPredicate.not(resideInAnyPackage(allowed))
            .as("outside " + String.join(", ", allowed));
    var rule =
        allowed.length == 0
            ? noClasses().should(Call.making(what, calls))
            : noClasses().that(outside).should(Call.making(what, calls));
    return rule.because(why).allowEmptyShould(true);
  }
}
