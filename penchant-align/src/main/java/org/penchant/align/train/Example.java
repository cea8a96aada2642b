package org.penchant.align.train;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.TokenSequence;
import org.penchant.align.objective.Labels;
import org.penchant.align.objective.MethodCompiler;
import org.penchant.align.objective.Need;
import org.penchant.align.objective.Objective;

/**
 * A row ready for training.
 *
 * @param sequences chosen and rejected, an only response, or the candidates of a list
 * @param labels psi of every sequence, higher is better; empty for an only response and for pairs
 *     that say no more than which is better
 * @param good the label of an only response
 * @param columns numeric columns of the row
 * @param place file and row, for messages
 * @param mismatched this row's prompt with another row's response, for KL baselines
 * @param extras what some methods want beside
 */
public record Example(
    List<TokenSequence> sequences,
    double[] labels,
    boolean good,
    Map<String, Double> columns,
    String place,
    Optional<TokenSequence> mismatched,
    Extras extras) {
  /**
   * What some methods want of a row beside its responses.
   *
   * @param rationale prompt, responses and question, followed by why the chosen is better
   * @param embedding of the prompt; empty if there is none
   * @param weights of the trained tokens of every sequence, summing to 1 each; empty if there are
   *     none
   * @param copies of the best response that lack key content
   */
  public record Extras(
      Optional<TokenSequence> rationale,
      double[] embedding,
      List<double[]> weights,
      List<Copy> copies) {
    public static final Extras NONE =
        new Extras(Optional.empty(), new double[0], List.of(), List.of());

    public Extras {
      weights = List.copyOf(weights);
      copies = List.copyOf(copies);
    }

    public Extras withRationale(Optional<TokenSequence> words) {
      return new Extras(words, embedding, weights, copies);
    }

    public Extras withEmbedding(double[] vector) {
      return new Extras(rationale, vector, weights, copies);
    }

    public Extras withWeights(List<double[]> values) {
      return new Extras(rationale, embedding, values, copies);
    }

    public Extras withCopies(List<Copy> values) {
      return new Extras(rationale, embedding, weights, values);
    }
  }

  /**
   * A copy of a response that lacks some of its key content.
   *
   * @param sequence prompt and copy, of which the last token alone trains: the hidden state that
   *     predicts it is that of the whole copy
   * @param level how much it lacks, from 0 for nothing
   */
  public record Copy(TokenSequence sequence, int level) {
    /** The copy that {@code whole}, which trains as a response, makes. */
    public static Copy of(TokenSequence whole, int level) {
      var last = new BitSet();
      last.set(whole.trains().length() - 1);
      return new Copy(new TokenSequence(whole.ids(), last), level);
    }
  }

  public Example {
    sequences = List.copyOf(sequences);
    columns = Map.copyOf(columns);
  }

  public static Example pair(TokenSequence chosen, TokenSequence rejected, String place) {
    return list(List.of(chosen, rejected), new double[0], place);
  }

  /** Candidates with labels psi, higher is better. */
  public static Example list(List<TokenSequence> candidates, double[] labels, String place) {
    return new Example(candidates, labels, true, Map.of(), place, Optional.empty(), Extras.NONE);
  }

  public Example withColumns(Map<String, Double> values) {
    return new Example(sequences, labels, good, values, place, mismatched, extras);
  }

  public Example withExtras(Extras values) {
    return new Example(sequences, labels, good, columns, place, mismatched, values);
  }

  /** What the method compiler looks at. */
  public MethodCompiler.RowFacts facts() {
    return new MethodCompiler.RowFacts(
        sequences.stream().mapToInt(TokenSequence::trained).toArray(),
        labels,
        good,
        columns,
        extras.rationale().isPresent(),
        extras.copies().size(),
        place);
  }

  public boolean isPair() {
    return sequences.size() == 2;
  }

  /** Whether it compares responses with each other. */
  public boolean compares() {
    return sequences.size() > 1;
  }

  /** All that is scored together: the sequences, the rationale if there is one, the copies. */
  public List<TokenSequence> group() {
    if (extras.rationale().isEmpty() && extras.copies().isEmpty()) return sequences;
    var all = new ArrayList<>(sequences);
    extras.rationale().ifPresent(all::add);
    extras.copies().forEach(copy -> all.add(copy.sequence()));
    return List.copyOf(all);
  }

  /** Places of the sequences: the best, the worst, then the others; as they stand for pairs. */
  int[] bestWorstOthers() {
    int n = sequences.size();
    int[] order = new int[n];
    order[0] = Labels.best(labels);
    if (n < 2) return order;
    int worst = Labels.worst(labels, n);
    order[1] = worst == order[0] ? n - 1 - worst : worst;
    for (int i = 0, at = 2; i < n && at < n; i++)
      if (i != order[0] && i != order[1]) order[at++] = i;
    return order;
  }

  /**
   * Rows in the form an objective takes: lists as they are where it takes lists; otherwise all
   * their pairs; single responses where it neither needs pairs nor looks at whole steps, good ones
   * only for pure imitation, with mismatched prompts where it needs a KL baseline. Once prepared,
   * rows are identified by their sequences.
   */
  public static List<Example> prepare(Objective objective, List<Example> data) {
    var needs = objective.needs();
    if (needs.contains(new Need.GapGroups())) return GapGroups.join(data);
    if (needs.contains(new Need.Lists())) return List.copyOf(data);
    var pairs = data.stream().flatMap(example -> example.pairs().stream()).toList();
    if (needs.contains(new Need.Pairs()) || objective.comparesWithinSteps()) return pairs;
    boolean imitates = objective.reward().isEmpty();
    var flat = new ArrayList<Example>();
    for (var example : imitates ? data : pairs)
      for (var one : example.unpaired()) if (one.good || !imitates) flat.add(one);
    return needs.contains(new Need.KlBaseline()) ? withMismatched(flat) : flat;
  }

  /**
   * Every candidate of a list with each that has a lower label; anything else as it is. Labels
   * become the columns chosen_rating and rejected_rating where there are none.
   */
  public List<Example> pairs() {
    if (sequences.size() < 3) return List.of(this);
    var pairs = new ArrayList<Example>();
    for (int i = 0; i < labels.length; i++)
      for (int j = 0; j < labels.length; j++)
        if (labels[i] > labels[j]) {
          var own = new java.util.HashMap<>(columns);
          own.putIfAbsent(ExampleEncoder.CHOSEN, labels[i]);
          own.putIfAbsent(ExampleEncoder.REJECTED, labels[j]);
          var weights = extras.weights();
          pairs.add(
              new Example(
                  List.of(sequences.get(i), sequences.get(j)),
                  new double[] {labels[i], labels[j]},
                  true,
                  own,
                  place,
                  Optional.empty(),
                  extras.withWeights(
                      weights.isEmpty() ? weights : List.of(weights.get(i), weights.get(j)))));
        }
    return pairs;
  }

  /** The best of compared responses as a good and the worst as a bad one; an only one as it is. */
  List<Example> unpaired() {
    if (!compares()) return List.of(this);
    int[] order = bestWorstOthers();
    return List.of(alone(order[0], true, extras.copies()), alone(order[1], false, List.of()));
  }

  private Example alone(int i, boolean label, List<Copy> copies) {
    return new Example(
        List.of(sequences.get(i)),
        new double[0],
        label,
        columns,
        place,
        Optional.empty(),
        Extras.NONE.withEmbedding(extras.embedding()).withCopies(copies));
  }

  /**
   * These examples, each with its own prompt followed by the response of the next example: fixed
   * for a dataset, so that reference log-probabilities can be computed once.
   */
  static List<Example> withMismatched(List<Example> all) {
    var out = new ArrayList<Example>();
    for (int i = 0; i < all.size(); i++) {
      var own = all.get(i);
      var other = all.get((i + 1) % all.size()).sequences.getFirst();
      out.add(
          new Example(
              own.sequences,
              own.labels,
              own.good,
              own.columns,
              own.place,
              Optional.of(splice(own.sequences.getFirst(), other)),
              own.extras));
    }
    return out;
  }

  private static TokenSequence splice(TokenSequence prompt, TokenSequence response) {
    int keep = prompt.trains().nextSetBit(0);
    int from = response.trains().nextSetBit(0);
    int more = response.length() - from;
    int[] ids = new int[keep + more];
    System.arraycopy(prompt.ids(), 0, ids, 0, keep);
    System.arraycopy(response.ids(), from, ids, keep, more);
    return TokenSequence.trainingFrom(ids, keep);
  }
}
