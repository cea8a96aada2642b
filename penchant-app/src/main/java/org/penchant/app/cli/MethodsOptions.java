package org.penchant.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.Entry;
import org.penchant.papers.catalogue.Method;
import picocli.CommandLine.Option;

/** Which methods, with which parameters. */
final class MethodsOptions {
  @Option(
      names = "--methods",
      required = true,
      split = ",",
      paramLabel = "ID",
      description =
          "Entries of the catalogue ('penchant papers ls'), papers' numbers, or YAML files of your"
              + " own, with commas between them.")
  private List<String> ids = List.of();

  @Option(
      names = "--set",
      paramLabel = "[METHOD.]NAME=VALUE",
      description =
          "A parameter of one method, or of all that have it, such as beta=0.05 or"
              + " simpo.beta=2; may be given again.")
  private List<String> settings = List.of();

  /**
   * The methods asked for.
   *
   * @throws ProblemsException naming every method that is unknown, named twice or made of other
   *     parts, and every parameter that none has or that is out of range
   */
  List<Method> methods() throws IOException {
    var problems = new Problems();
    var set = MethodOptions.parse(settings, problems);
    var catalogue = Catalogue.load();
    var entries = new ArrayList<Entry>();
    var seen = new HashSet<String>();
    for (String id : ids)
      try {
        var name = id.strip();
        if (name.endsWith(".yaml")) {
          String text = Files.readString(Path.of(name));
          catalogue = catalogue.with(name, text);
          name = new YAMLMapper().readTree(text).path("id").asText();
        }
        var entry = catalogue.entry(name);
        if (seen.add(entry.id())) entries.add(entry);
        else
          problems.error(
              "--methods",
              id,
              "is named twice",
              "name it once; other parameters of a method are a YAML file that extends it");
      } catch (ProblemsException unknown) {
        unknown.problems().forEach(problems::add);
      }
    var methods = new ArrayList<Method>();
    var used = new HashSet<String>();
    for (var entry : entries)
      try {
        methods.add(catalogue.method(entry.id(), own(catalogue, entry, set, used)));
      } catch (ProblemsException refused) {
        refused.problems().forEach(problems::add);
      }
    for (String name : set.keySet())
      if (!used.contains(name))
        problems.error(
            "--set",
            name,
            "no method of this comparison has this parameter",
            "'penchant papers show METHOD' lists its parameters");
    problems.throwIfErrors(ExitCode.USAGE);
    return methods;
  }

  /** The settings that are an entry's; those named with the method go before those that are not. */
  private static Map<String, JsonNode> own(
      Catalogue catalogue, Entry entry, Map<String, JsonNode> set, HashSet<String> used) {
    var parameters = catalogue.parameters(entry).keySet();
    var own = new LinkedHashMap<String, JsonNode>();
    set.forEach((name, value) -> {
      if (!parameters.contains(name)) return;
      own.put(name, value);
      used.add(name);
    });
    set.forEach((name, value) -> {
      int dot = name.indexOf('.');
      if (dot < 1 || !is(catalogue, name.substring(0, dot), entry)) return;
      own.put(name.substring(dot + 1), value);
      used.add(name);
    });
    return own;
  }

  private static boolean is(Catalogue catalogue, String id, Entry entry) {
    try {
      return catalogue.entry(id).id().equals(entry.id());
    } catch (ProblemsException unknown) {
      return false;
    }
  }
}
