package org.penchant.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.CatalogueCheck;
import org.penchant.papers.catalogue.Entry;
import org.penchant.papers.catalogue.PaperIndex;
import org.penchant.papers.claim.ClaimCheck;
import org.penchant.papers.conformance.Conformance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into the catalogue of methods. */
@Command(
    name = "papers",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "ls|show|check|index",
    description = "The catalogue: every paper and method, its composition, parameters and claim.")
public final class Papers implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getOut());
    return ExitCode.USAGE.code();
  }

  @Command(name = "ls", mixinStandardHelpOptions = true, description = "Lists entries.")
  int ls(
      @Option(
              names = "--status",
              paramLabel = "exact|adapted|partial|planned",
              description = "Those of this status only.")
          Entry.@Nullable Status status,
      @Option(names = "--json", description = "Print as JSON.") boolean json) {
    var entries =
        Catalogue.load().entries().stream()
            .filter(e -> status == null || e.status() == status)
            .toList();
    if (json) out().print(Json.pretty(entries.stream().map(Papers::listed).toList()));
    else {
      int width = entries.stream().mapToInt(e -> e.id().length()).max().orElse(1);
      for (var e : entries)
        out()
            .println(
                String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %-7s  %-5s  %-10s  %s",
                    e.id(),
                    word(e),
                    e.claim().isObject() ? "claim" : "",
                    e.paper().arxiv().orElse(""),
                    e.paper().title()));
    }
    out().flush();
    return ExitCode.OK.code();
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Prints everything an entry says.")
  int show(
      @Parameters(paramLabel = "ID", description = "An entry or a paper's number.") String id,
      @Option(names = "--json", description = "Print as JSON.") boolean json)
      throws IOException {
    var catalogue = Catalogue.load();
    var entry = catalogue.entry(id);
    var shown = new LinkedHashMap<String, Object>();
    shown.put("id", entry.id());
    shown.put("paper", paper(entry));
    shown.put("status", word(entry));
    put(shown, "extends", entry.extendsId());
    put(shown, "sameAs", entry.sameAs());
    if (entry.runs()) {
      var parameters = new LinkedHashMap<String, Object>();
      for (var parameter : catalogue.parameters(entry).entrySet())
        parameters.put(parameter.getKey(), described(parameter.getValue()));
      shown.put("parameters", parameters);
      if (entry.parts().isEmpty()) {
        var method = catalogue.method(entry.id(), Map.of());
        shown.put("composition", Codec.write(method.objective()));
        if (!method.warnings().isEmpty()) shown.put("warnings", method.warnings());
      } else {
        var parts = new LinkedHashMap<String, Object>();
        catalogue
            .parts(entry.id(), Map.of())
            .forEach((family, part) -> parts.put(family, Codec.write(part)));
        shown.put("parts", parts);
        if (!entry.warnings().isEmpty()) shown.put("warnings", entry.warnings());
      }
    }
    if (!entry.deviations().isEmpty()) shown.put("deviations", entry.deviations());
    put(shown, "golden", entry.golden());
    if (entry.claim().isObject()) shown.put("claim", entry.claim());
    out().print(json ? Json.pretty(shown) : yaml(shown));
    out().flush();
    return ExitCode.OK.code();
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Holds every entry and claim to the rules of the catalogue.")
  int check() {
    var catalogue = Catalogue.load();
    var problems = new Problems();
    int running = CatalogueCheck.check(catalogue, problems);
    int claims = ClaimCheck.check(catalogue, problems);
    problems.throwIfErrors(ExitCode.USAGE);
    out()
        .println(
            String.format(
                Locale.ROOT,
                "%d entries: %d run, each compiles and survives writing and reading; %d claims can"
                    + " be run",
                catalogue.entries().size(),
                running,
                claims));
    out().flush();
    return ExitCode.OK.code();
  }

  @Command(
      name = "index",
      mixinStandardHelpOptions = true,
      description = "Writes the paper index as Markdown.")
  int index(
      @Option(names = "--out", paramLabel = "FILE", description = "Where to; else it is printed.")
          @Nullable Path file)
      throws IOException {
    String page = PaperIndex.markdown(Catalogue.load());
    if (file == null) out().print(page);
    else AtomicFiles.write(file, page);
    out().flush();
    return ExitCode.OK.code();
  }

  @Command(
      name = "conformance",
      mixinStandardHelpOptions = true,
      description = {
        "Writes rows, losses and gradients of every method as JSON, for other programs to check",
        "themselves against; docs/conformance.md describes the file."
      })
  int conformance(
      @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to.")
          Path file)
      throws IOException {
    AtomicFiles.write(file, Conformance.json(Catalogue.load()));
    return ExitCode.OK.code();
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private static Map<String, Object> listed(Entry entry) {
    var out = new LinkedHashMap<String, Object>();
    out.put("id", entry.id());
    out.putAll(paper(entry));
    out.put("status", word(entry));
    out.put("claim", entry.claim().isObject());
    return out;
  }

  private static Map<String, Object> paper(Entry entry) {
    var out = new LinkedHashMap<String, Object>();
    out.put("title", entry.paper().title());
    put(out, "arxiv", entry.paper().arxiv());
    out.put("family", entry.paper().family());
    return out;
  }

  private static Map<String, Object> described(Entry.Parameter parameter) {
    var out = new LinkedHashMap<String, Object>();
    out.put("default", parameter.standard());
    put(out, "range", parameter.range());
    out.put("says", parameter.says());
    return out;
  }

  private static void put(Map<String, Object> out, String key, Optional<String> value) {
    value.ifPresent(text -> out.put(key, text));
  }

  private static String word(Entry entry) {
    return entry.status().name().toLowerCase(Locale.ROOT);
  }

  private static String yaml(Map<String, Object> shown) throws JsonProcessingException {
    return YAMLMapper.builder()
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
        .build()
        .writeValueAsString(shown);
  }
}
