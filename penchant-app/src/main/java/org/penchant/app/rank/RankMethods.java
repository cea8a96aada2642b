package org.penchant.app.rank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.Problems;
import org.penchant.core.problems.ProblemsException;
import org.penchant.rank.choice.BradleyTerry;
import org.penchant.rank.choice.Davidson;
import org.penchant.rank.choice.PairModel;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.choice.PlackettLuce;
import org.penchant.rank.choice.RaoKupper;
import org.penchant.rank.choice.Thurstone;
import org.penchant.rank.game.GameRater;
import org.penchant.rank.rating.ChoiceRating;
import org.penchant.rank.rating.Counting;
import org.penchant.rank.rating.CrowdRating;
import org.penchant.rank.rating.Eigenvector;
import org.penchant.rank.rating.Elo;
import org.penchant.rank.rating.EloAveraged;
import org.penchant.rank.rating.LuceRating;
import org.penchant.rank.rating.LuceSpectral;
import org.penchant.rank.rating.Newman;
import org.penchant.rank.rating.OrderRater;
import org.penchant.rank.rating.PageRank;
import org.penchant.rank.rating.RankCentrality;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.rating.RobustRating;
import org.penchant.rank.rating.Scale;
import org.penchant.rank.rating.WinRate;
import org.penchant.rank.voting.TableRule;
import org.penchant.rank.voting.VotingRule;

/** Methods by short name, or written out as parts. */
public final class RankMethods {
  private static final String LUCE = "plackett-luce";

  private static final Map<String, PairModel> MODELS =
      Map.of(
          "bradley-terry", BradleyTerry.defaults(),
          "rao-kupper", RaoKupper.defaults(),
          "davidson", Davidson.defaults(),
          "thurstone", Thurstone.defaults());

  private static final Map<String, Rater> RATERS =
      Map.ofEntries(
          Map.entry("crowd-bradley-terry", CrowdRating.defaults()),
          Map.entry("counting", new Counting()),
          Map.entry("eigenvector", new Eigenvector()),
          Map.entry("elo", Elo.defaults()),
          Map.entry("elo-averaged", EloAveraged.defaults()),
          Map.entry("lsr", LuceSpectral.defaults()),
          Map.entry("newman", new Newman()),
          Map.entry("pagerank", PageRank.defaults()),
          Map.entry(LUCE, LuceRating.defaults()),
          Map.entry("rank-centrality", new RankCentrality()),
          Map.entry("robust", RobustRating.defaults()),
          Map.entry("win-rate", WinRate.defaults()));

  private static final Map<String, Rater> GAMES =
      Map.of(
          "nash-averaging", GameRater.Nash.defaults(),
          "alpha-rank", GameRater.Evolution.defaults(),
          "prompt-game", GameRater.Prompts.defaults());

  private RankMethods() {}

  /** The short names. */
  public static String names() {
    var names = new TreeMap<String, Object>(MODELS);
    names.putAll(RATERS);
    names.putAll(GAMES);
    for (var family : List.of(VotingRule.class, TableRule.class))
      for (String name : Codec.names(family)) names.put(name, family);
    return String.join(", ", names.keySet());
  }

  /**
   * What goes with choice models, as far as a user has said.
   *
   * @param penalty on the utilities
   * @param order whether standing first is an effect
   * @param covariates whether covariates are effects
   * @param scale the unit shown
   */
  public record Settings(
      Optional<Penalty> penalty, boolean order, boolean covariates, Optional<Scale> scale) {
    public static Settings none() {
      return new Settings(Optional.empty(), false, false, Optional.empty());
    }

    /** The options that were given, but for those {@code known}. */
    private List<String> beyond(String... known) {
      var given = new ArrayList<String>();
      if (penalty.isPresent()) given.add("--penalty");
      if (order) given.add("--order-effect");
      if (covariates) given.add("--covariate");
      if (scale.isPresent()) given.add("--scale");
      given.removeAll(List.of(known));
      return given;
    }
  }

  /**
   * The method {@code text} names: a short name, or a part as YAML such as {@code {page-rank:
   * {damping: 0.9}}}.
   *
   * @param orders whether whole orders are ranked; methods that take pairs alone take theirs
   * @throws ProblemsException if there is no such method or it refuses its settings
   */
  public static RankMethod parse(String text, Settings settings, boolean orders) {
    try {
      var model = MODELS.get(text);
      if (model != null) return choice(model, settings);
      if (text.equals(LUCE)) return luce(settings, orders);
    } catch (IllegalArgumentException refused) {
      throw problem("--method", text, String.valueOf(refused.getMessage()), "choose another");
    }
    refuse(text, settings.beyond());
    var rater = RATERS.getOrDefault(text, GAMES.get(text));
    if (rater == null) return written(text, orders);
    return rated(rater, orders);
  }

  /** A part written out, of whichever family has its name. */
  private static RankMethod written(String text, boolean orders) {
    var node = yaml("--method", text);
    String name =
        node.isTextual()
            ? node.textValue()
            : node.isObject() && node.size() == 1 ? node.fieldNames().next() : "";
    if (Codec.names(VotingRule.class).contains(name))
      return new RankMethod.Election(part("--method", text, VotingRule.class));
    if (Codec.names(TableRule.class).contains(name))
      return new RankMethod.Table(part("--method", text, TableRule.class));
    if (Codec.names(GameRater.class).contains(name))
      return new RankMethod.Pairs(part("--method", text, GameRater.class));
    return rated(part("--method", text, Rater.class), orders);
  }

  private static RankMethod rated(Rater rater, boolean orders) {
    if (rater instanceof ChoiceRating rating)
      return new RankMethod.Choice(rating.choice(), rating.scale());
    return orders && rater instanceof OrderRater whole
        ? new RankMethod.Orders(whole)
        : new RankMethod.Pairs(rater);
  }

  private static RankMethod choice(PairModel model, Settings settings) {
    return new RankMethod.Choice(
        new PairwiseChoice(
            model,
            settings.penalty().orElse(new Penalty.None()),
            settings.order(),
            settings.covariates()),
        // Thurstone's unit is a standard deviation, of which Elo points are no multiple.
        settings
            .scale()
            .orElse(model instanceof Thurstone ? new Scale.Natural() : Scale.Elo.defaults()));
  }

  private static RankMethod luce(Settings settings, boolean orders) {
    refuse(LUCE, settings.beyond("--penalty", "--scale"));
    var rating =
        new LuceRating(
            settings.penalty().map(PlackettLuce::new).orElse(PlackettLuce.defaults()),
            settings.scale().orElse(Scale.Elo.defaults()));
    return orders ? new RankMethod.Orders(rating) : new RankMethod.Pairs(rating);
  }

  private static void refuse(String method, List<String> options) {
    var problems = new Problems();
    for (String option : options)
      problems.error(
          option, "", "does not go with the method " + method, "leave it out, or choose another");
    problems.throwIfErrors(ExitCode.USAGE);
  }

  /** A part of a sealed family written as YAML. */
  public static <T> T part(String option, String text, Class<T> family) {
    try {
      return Codec.read(yaml(option, text), family);
    } catch (Codec.CodecException refused) {
      String rule = String.valueOf(refused.getMessage());
      String remedy = family == Rater.class ? "short names are " + names() : "see docs/ranking.md";
      throw problem(option, text, rule, remedy);
    }
  }

  private static JsonNode yaml(String option, String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (JsonProcessingException bad) {
      throw problem(option, text, "is not YAML", "quote it for the shell");
    }
  }

  private static ProblemsException problem(
      String option, String value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.USAGE, option, value, rule, remedy);
  }
}
