package org.penchant.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.Method;
import picocli.CommandLine.Option;

/** Which method, with which parameters. */
final class MethodOptions {
  @Option(
      names = "--method",
      defaultValue = "dpo",
      paramLabel = "ID",
      description =
          "An entry of the catalogue ('penchant papers ls'), a paper's number, or a YAML file of"
              + " your own (default: ${DEFAULT-VALUE}).")
  private String id = "dpo";

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the method, such as beta=0.05; may be given again.")
  private List<String> settings = List.of();

  Method method() throws IOException {
    var problems = new Problems();
    var set = parse(settings, problems);
    problems.throwIfErrors(ExitCode.USAGE);
    var catalogue = Catalogue.load();
    if (!id.endsWith(".yaml")) return catalogue.method(id, set);
    var file = Path.of(id);
    String text = Files.readString(file);
    var own = catalogue.with(id, text);
    return own.method(new YAMLMapper().readTree(text).path("id").asText(), set);
  }

  /** Settings by name; what is no setting goes to {@code problems}. */
  static Map<String, JsonNode> parse(List<String> settings, Problems problems) {
    Map<String, JsonNode> set = new LinkedHashMap<>();
    for (String setting : settings) {
      int split = setting.indexOf('=');
      if (split < 1) {
        problems.error("--set", setting, "must be NAME=VALUE", "for example --set beta=0.05");
        continue;
      }
      try {
        set.put(
            setting.substring(0, split), new YAMLMapper().readTree(setting.substring(split + 1)));
      } catch (JsonProcessingException bad) {
        problems.error("--set", setting, "the value is not YAML", "quote it for the shell");
      }
    }
    return set;
  }
}
