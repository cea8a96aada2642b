package org.penchant.app.cli;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.papers.catalogue.Catalogue;
import org.penchant.papers.catalogue.RewardMethod;
import picocli.CommandLine.Option;

/** Which head, trained how. */
final class RewardMethodOptions {
  @Option(
      names = "--method",
      defaultValue = "reward-model",
      paramLabel = "ID",
      description =
          "An entry of the catalogue with a head (reward-model, reward-labels, 010, 019, 047, 078,"
              + " 094, 109), or a YAML file of your own (default: ${DEFAULT-VALUE}).")
  private String id = "reward-model";

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "A parameter of the method, such as head=gaussian or rank=4; may be given again.")
  private List<String> settings = List.of();

  RewardMethod method() throws IOException {
    var problems = new Problems();
    var set = MethodOptions.parse(settings, problems);
    problems.throwIfErrors(ExitCode.USAGE);
    var catalogue = Catalogue.load();
    if (!id.endsWith(".yaml")) return catalogue.rewardMethod(id, set);
    String text = Files.readString(Path.of(id));
    return catalogue
        .with(id, text)
        .rewardMethod(new YAMLMapper().readTree(text).path("id").asText(), set);
  }
}
