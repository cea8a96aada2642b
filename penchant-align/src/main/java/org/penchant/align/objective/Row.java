package org.penchant.align.objective;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row in scalars.
 *
 * @param responses chosen and rejected of a pair; an only response; or the candidates of a list
 * @param labels psi of every response, higher is better; empty for an only response and for pairs
 *     that say no more than which is better
 * @param good the label of an only response; true otherwise
 * @param columns numeric columns of the row
 * @param rationale why the chosen is better, in words that train; of rows that have one
 * @param embedding of the prompt; empty if there is none
 * @param degrees copies of the best response that lack key content; of rows that have them
 * @param context what it shares with its step
 */
public record Row(
    List<Response> responses,
    double[] labels,
    boolean good,
    Map<String, Double> columns,
    Optional<Response> rationale,
    double[] embedding,
    List<DegreeCopy> degrees,
    Context context) {
  public Row {
    responses = List.copyOf(responses);
    columns = Map.copyOf(columns);
    degrees = List.copyOf(degrees);
    if (responses.isEmpty()) throw new IllegalArgumentException("a row needs a response");
    if (labels.length != 0 && labels.length != responses.size())
      throw new IllegalArgumentException(
          labels.length + " labels of " + responses.size() + " responses");
  }

  private static Row of(List<Response> responses, double[] labels, boolean good) {
    return new Row(
        responses,
        labels,
        good,
        Map.of(),
        Optional.empty(),
        new double[0],
        List.of(),
        Context.NONE);
  }

  public static Row pair(Response chosen, Response rejected) {
    return of(List.of(chosen, rejected), new double[0], true);
  }

  public static Row only(Response response, boolean good) {
    return of(List.of(response), new double[0], good);
  }

  /** Candidates with labels psi, higher is better. */
  public static Row list(List<Response> candidates, double... labels) {
    return of(candidates, labels, true);
  }

  public Row withColumns(Map<String, Double> values) {
    return new Row(responses, labels, good, values, rationale, embedding, degrees, context);
  }

  public Row withRationale(Response words) {
    return new Row(
        responses, labels, good, columns, Optional.of(words), embedding, degrees, context);
  }

  public Row withEmbedding(double[] vector) {
    return new Row(responses, labels, good, columns, rationale, vector, degrees, context);
  }

  public Row withDegrees(List<DegreeCopy> copies) {
    return new Row(responses, labels, good, columns, rationale, embedding, copies, context);
  }

  public Row withContext(Context value) {
    return new Row(responses, labels, good, columns, rationale, embedding, degrees, value);
  }

  public Row withResponses(List<Response> others) {
    return new Row(others, labels, good, columns, rationale, embedding, degrees, context);
  }

  /** The chosen of a pair, the only response, or the first candidate. */
  public Response first() {
    return responses.getFirst();
  }

  /** The second response, if there is one. */
  public Optional<Response> second() {
    return responses.size() < 2 ? Optional.empty() : Optional.of(responses.get(1));
  }

  /** The response with the highest label, the earliest of equals; the chosen of a pair. */
  public Response best() {
    return responses.get(Labels.best(labels));
  }

  Response rejected() {
    return second().orElseThrow(() -> new IllegalStateException("the row is not a pair"));
  }

  double column(String name) {
    Double value = columns.get(name);
    if (value == null) throw new IllegalStateException("the row has no column " + name);
    return value;
  }

  /** The rows of the step, this one alone if none were given. */
  List<Row> step() {
    return context.step().isEmpty() ? List.of(this) : context.step();
  }
}
