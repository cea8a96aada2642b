package org.penchant.papers.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.penchant.align.curate.Curation;
import org.penchant.align.merge.WeightAverage;
import org.penchant.align.reward.Head;
import org.penchant.align.reward.crowd.Opinions;
import org.penchant.align.reward.ensemble.Pooling;
import org.penchant.align.reward.ideal.PrototypeStart;
import org.penchant.align.reward.lowrank.BasisTraining;
import org.penchant.align.reward.meta.MetaStep;
import org.penchant.align.reward.mix.SourceWeights;
import org.penchant.align.reward.relevance.RelevanceMixture;
import org.penchant.align.reward.shape.Combination;
import org.penchant.align.reward.shape.LengthPenalty;
import org.penchant.align.reward.shape.Shaping;
import org.penchant.align.reward.tool.Limits;
import org.penchant.align.reward.tool.TraceLoss;
import org.penchant.align.train.ContrastiveTerm;
import org.penchant.core.parts.Codec;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.eval.bench.JudgeConsensus;
import org.penchant.eval.bench.rag.RagCorpus;
import org.penchant.eval.probe.Probing;
import org.penchant.eval.probe.RewardGate;
import org.penchant.rank.ask.CopelandSearch;
import org.penchant.rank.basis.BasisSettings;
import org.penchant.rank.basis.CategoryElo;
import org.penchant.rank.choice.MultinomialLogit;
import org.penchant.rank.game.GameRating;
import org.penchant.rank.game.Gpo;
import org.penchant.rank.judge.BalancedPosition;
import org.penchant.rank.judge.HumanRouting;
import org.penchant.rank.judge.PairSort;
import org.penchant.rank.judge.PositionCalibration;
import org.penchant.rank.judge.factor.Dissection;
import org.penchant.rank.judge.factor.FactorRating;
import org.penchant.rank.judge.fusion.KemenyCentre;
import org.penchant.rank.judge.fusion.RankFusion;
import org.penchant.rank.judge.listwise.ShuffledLists;
import org.penchant.rank.judge.listwise.SlidingWindows;
import org.penchant.rank.judge.listwise.SortingTask;
import org.penchant.rank.judge.sparse.PairSampler;
import org.penchant.rank.rating.Rater;
import org.penchant.rank.select.LoopSelector;
import org.penchant.rank.voting.TableRule;
import org.penchant.rank.voting.WeightSearch;

/** The kinds of part that methods other than objectives are made of, by name. */
public final class Families {
  /** The family of reward heads; an entry that has one trains reward models. */
  static final String HEAD = "head";

  /** How ratings become labels of a head. */
  static final String OPINIONS = "opinions";

  /** How losses of several data sets are weighed. */
  static final String SOURCES = "source-weights";

  /** How rewards that users share are trained. */
  static final String BASIS = "basis-training";

  /** Where ideal points begin. */
  static final String PROTOTYPES = "prototype-start";

  /** What of traces a reward model is taught to write. */
  static final String TRACES = "trace-loss";

  private static final Map<String, Class<?>> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(HEAD, Head.class),
              Map.entry("rater", Rater.class),
              Map.entry("preference-basis", BasisSettings.class),
              Map.entry("category-elo", CategoryElo.class),
              Map.entry("curation", Curation.class),
              Map.entry("contrast", ContrastiveTerm.Settings.class),
              Map.entry("meta-step", MetaStep.class),
              Map.entry("table-rule", TableRule.class),
              Map.entry("weight-search", WeightSearch.class),
              Map.entry("game-rating", GameRating.class),
              Map.entry("gpo", Gpo.class),
              Map.entry(OPINIONS, Opinions.class),
              Map.entry("copeland-search", CopelandSearch.class),
              Map.entry("pair-sort", PairSort.class),
              Map.entry("position-calibration", PositionCalibration.class),
              Map.entry("balanced-position", BalancedPosition.class),
              Map.entry("human-routing", HumanRouting.class),
              Map.entry("rank-fusion", RankFusion.class),
              Map.entry("kemeny-centre", KemenyCentre.class),
              Map.entry("pair-sampler", PairSampler.class),
              Map.entry("shuffled-lists", ShuffledLists.class),
              Map.entry("sliding-windows", SlidingWindows.class),
              Map.entry("sorting-task", SortingTask.class),
              Map.entry("factor-rating", FactorRating.class),
              Map.entry("dissection", Dissection.Settings.class),
              Map.entry("shaping", Shaping.class),
              Map.entry("combination", Combination.class),
              Map.entry("length-penalty", LengthPenalty.class),
              Map.entry("relevance-mixture", RelevanceMixture.class),
              Map.entry("multinomial-logit", MultinomialLogit.class),
              Map.entry("loop-selector", LoopSelector.class),
              Map.entry("probing", Probing.class),
              Map.entry("reward-gate", RewardGate.class),
              Map.entry("weight-average", WeightAverage.class),
              Map.entry("pooling", Pooling.class),
              Map.entry(SOURCES, SourceWeights.class),
              Map.entry("judge-consensus", JudgeConsensus.class),
              Map.entry("rag-corpus", RagCorpus.class),
              Map.entry(BASIS, BasisTraining.class),
              Map.entry(PROTOTYPES, PrototypeStart.class),
              Map.entry(TRACES, TraceLoss.class),
              Map.entry("tool-limits", Limits.class)));

  private Families() {}

  /** What parts of a family are. */
  static Class<?> type(String family) {
    return java.util.Objects.requireNonNull(ALL.get(family), family);
  }

  /**
   * The parts of an entry.
   *
   * @throws ProblemsException if a family or part is unknown or refuses its values
   */
  static Map<String, Object> parts(Entry entry, Map<String, JsonNode> settings) {
    var parts = new LinkedHashMap<String, Object>();
    entry
        .parts()
        .forEach((family, node) -> {
          var type = ALL.get(family);
          if (type == null)
            throw problem(entry.id(), family, "no such family of parts; there are " + ALL.keySet());
          try {
            parts.put(family, Codec.read(Parameters.fill(node, settings), type));
          } catch (IllegalArgumentException | Codec.CodecException refused) {
            throw problem(entry.id(), family, String.valueOf(refused.getMessage()));
          }
        });
    return parts;
  }

  private static ProblemsException problem(String id, String family, String rule) {
    return ProblemsException.of(
        ExitCode.USAGE, id + " parts", family, rule, "mend the entry or its parameters");
  }
}
