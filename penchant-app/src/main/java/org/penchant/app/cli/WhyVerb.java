package org.penchant.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penchant.app.rank.RankMethod;
import org.penchant.app.rank.RankMethods;
import org.penchant.core.io.Json;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.data.votes.VoteReader;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.choice.Why;
import org.penchant.rank.rating.Scale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why one item stands above another. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Says why one item stands above another, as a sum over the votes that equals the difference of"
          + " their ratings in log-odds: direct votes, common opponents, all others, covariates,"
          + " penalty."
    })
public final class WhyVerb implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "VOTES", description = "A file of votes.")
  private Path file = Path.of("");

  @Parameters(index = "1", paramLabel = "ITEM", description = "The item above.")
  private String above = "";

  @Parameters(index = "2", paramLabel = "OTHER", description = "The item below.")
  private String below = "";

  @Option(
      names = "--method",
      defaultValue = "bradley-terry",
      paramLabel = "METHOD",
      description = "bradley-terry, rao-kupper, davidson or thurstone (default: ${DEFAULT-VALUE}).")
  private String method = "bradley-terry";

  @Option(
      names = "--penalty",
      defaultValue = "none",
      paramLabel = "PENALTY",
      description = "none, ridge or virtual-opponent (default: ${DEFAULT-VALUE}).")
  private String penalty = "none";

  @Option(names = "--order-effect", description = "Whether standing first is an effect.")
  private boolean order;

  @Mixin private VoteFileOptions columns = new VoteFileOptions();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    var way =
        RankMethods.parse(
            method,
            new RankMethods.Settings(
                Optional.of(RankMethods.part("--penalty", penalty, Penalty.class)),
                order,
                columns.covariates(),
                Optional.of(new Scale.Natural())),
            false);
    if (!(way instanceof RankMethod.Choice(var choice, _)))
      throw ProblemsException.of(
          ExitCode.USAGE, "--method", method, "has no reasons to give", "use a choice model");
    var votes = new VoteReader(columns.read(Set.of())).read(List.of(file), new Problems()).table();
    var fit = choice.fit(votes);
    try {
      var why = Why.above(choice, votes, fit, above, below);
      var out = Objects.requireNonNull(spec).commandLine().getOut();
      out.print(json ? Json.pretty(why) : why.render());
      out.flush();
    } catch (IllegalArgumentException refused) {
      throw ProblemsException.of(
          ExitCode.USAGE,
          above + " above " + below,
          "",
          String.valueOf(refused.getMessage()),
          "name items as the file does");
    }
    return ExitCode.OK.code();
  }
}
