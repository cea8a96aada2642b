package org.penchant.app.rank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import java.util.TreeMap;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.rank.choice.BradleyTerry;
import org.penchant.rank.choice.Davidson;
import org.penchant.rank.choice.PairModel;
import org.penchant.rank.choice.PairwiseChoice;
import org.penchant.rank.choice.Penalty;
import org.penchant.rank.choice.RaoKupper;
import org.penchant.rank.choice.Thurstone;
import org.penchant.rank.rating.ChoiceRating;
import org.penchant.rank.rating.Counting;
import org.penchant.rank.rating.Eigenvector;
import org.penchant.rank.rating.Elo;
import org.penchant.rank.rating.EloAveraged;
import org.penchant.rank.rating.LuceRating;
import org.penchant.rank.rating.LuceSpectral;
import org.penchant.rank.rating.Newman;
import org.penchant.rank.rating.PageRank;
import org.penchant.rank.rating.RankCentrality;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.rating.Scale;
import org.penchant.rank.rating.WinRate;

/** Methods by short name, or written out as parts. */
public final class RankMethods {
  private static final Map<String, PairModel> MODELS =
      Map.of(
          "bradley-terry", BradleyTerry.defaults(),
          "rao-kupper", RaoKupper.defaults(),
          "davidson", Davidson.defaults(),
          "thurstone", Thurstone.defaults());

  private static final Map<String, Rater> RATERS =
      Map.of(
          "counting", new Counting(),
          "eigenvector", new Eigenvector(),
          "elo", Elo.defaults(),
          "elo-averaged", EloAveraged.defaults(),
          "lsr", LuceSpectral.defaults(),
          "newman", new Newman(),
          "pagerank", PageRank.defaults(),
          "plackett-luce", LuceRating.defaults(),
          "rank-centrality", new RankCentrality(),
          "win-rate", WinRate.defaults());

  private RankMethods() {}

  /** The short names. */
  public static String names() {
    var names = new TreeMap<String, Object>(MODELS);
    names.putAll(RATERS);
    return String.join(", ", names.keySet());
  }

  /**
   * The method {@code text} names: a short name, or a part as YAML such as {@code {page-rank:
   * {damping: 0.9}}}.
   *
   * @param penalty of choice models, as the next three
   * @param order whether standing first is an effect
   * @param covariates whether covariates are effects
   * @param scale the unit shown
   * @throws ProblemsException if there is no such method or it refuses its settings
   */
  public static RankMethod parse(
      String text, Penalty penalty, boolean order, boolean covariates, Scale scale) {
    var model = MODELS.get(text);
    if (model != null)
      try {
        return new RankMethod.Choice(new PairwiseChoice(model, penalty, order, covariates), scale);
      } catch (IllegalArgumentException refused) {
        throw problem("--method", text, String.valueOf(refused.getMessage()), "choose another");
      }
    var rater = RATERS.get(text);
    if (rater == null) rater = part("--method", text, Rater.class);
    if (rater instanceof ChoiceRating rating)
      return new RankMethod.Choice(rating.choice(), rating.scale());
    return new RankMethod.Pairs(rater);
  }

  /** A part of a sealed family written as YAML. */
  public static <T> T part(String option, String text, Class<T> family) {
    try {
      JsonNode node = new YAMLMapper().readTree(text);
      return Codec.read(node, family);
    } catch (JsonProcessingException bad) {
      throw problem(option, text, "is not YAML", "quote it for the shell");
    } catch (Codec.CodecException refused) {
      String rule = String.valueOf(refused.getMessage());
      String remedy = family == Rater.class ? "short names are " + names() : "see docs/ranking.md";
      throw problem(option, text, rule, remedy);
    }
  }

  private static ProblemsException problem(
      String option, String value, String rule, String remedy) {
    return ProblemsException.of(ExitCode.USAGE, option, value, rule, remedy);
  }
}
