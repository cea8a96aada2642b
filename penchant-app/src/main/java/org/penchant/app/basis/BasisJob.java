package org.penchant.app.basis;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penchant.app.basis.BasisFindings.Stability;
import org.penchant.app.job.Progress;
import org.penchant.core.io.AtomicFiles;
import org.penchant.core.io.Json;
import org.penchant.core.preference.Comparison;
import org.penchant.core.preference.Feedback.Pairwise;
import org.penchant.core.problems.ExitCode;
import org.penchant.core.problems.ProblemsException;
import org.penchant.core.random.Seeds;
import org.penchant.data.write.JsonlWriter;
import org.penchant.rank.basis.Basis;
import org.penchant.rank.basis.PreferenceProfile;
import org.penchant.rank.basis.Reason;

/**
 * Finds a small basis of preference categories in a file of comparisons (arXiv 2503.24150):
 * reasons, embeddings, clusters, names, labels; and what the labels say. Writes reasons.jsonl,
 * basis.json and labelled.jsonl.
 */
public record BasisJob(BasisRequest request, Progress progress) {

  /** Pairs with reasons, and their vectors. */
  private record Annotated(List<Comparison> pairs, List<Reason> reasons, double[][] vectors) {}

  /** Runs the job. */
  public BasisFindings run() throws IOException {
    Files.createDirectories(request.out());
    var seeds = new Seeds(request.seed()).child("basis");
    progress.stage("reading data");
    var leftOut = new LinkedHashMap<String, Integer>();
    var rows = request.data().all();
    var pairs = rows.stream().filter(Comparison::isDecidedPair).toList();
    if (pairs.size() < rows.size()) leftOut.put("no decided pair", rows.size() - pairs.size());
    var annotated = annotated(pairs, leftOut);
    double[][] vectors = annotated.vectors();
    var phrases = annotated.reasons().stream().map(Reason::phrase).toList();
    progress.stage("finding categories");
    var known = known();
    var whole = known.isPresent() ? known.get().basis() : found(vectors, seeds);
    int kept = Math.min(request.most(), whole.needed(vectors, request.coverage()));
    var categories =
        known.orElseGet(() ->
            NamedBasis.of(
                encoder().identity(), whole.top(kept), vectors, phrases, request.writer()));
    int[] labels = categories.basis().labels(vectors);
    var topics = TopicLabels.of(annotated.reasons(), request, encoder(), seeds);
    write(annotated, categories, labels, topics);
    var stability =
        known.isPresent()
            ? Optional.<Stability>empty()
            : BasisFigures.stability(request.settings(), vectors, kept, seeds);
    progress.stage("rating models by category");
    var ratings =
        ModelRatings.of(
            annotated.pairs(),
            labels,
            categories,
            ModelNames.read(request.data()),
            request.rating(),
            seeds);
    if (request.checked() > 0) progress.stage("checking labels, the choice hidden");
    return new BasisFindings(
        rows.stream()
            .collect(Collectors.groupingBy(r -> r.provenance().file(), Collectors.counting())),
        pairs.size(),
        labels.length,
        leftOut,
        categories,
        whole.size(),
        labels,
        whole.curve(vectors),
        BasisFigures.thresholds(categories.basis(), vectors),
        PreferenceProfile.together(categories.basis().together(vectors), categories.names().size()),
        stability,
        topics.map(t -> t.against(labels, categories.names().size())),
        BasisFigures.profiles(annotated.pairs(), labels, categories.names().size()),
        ratings,
        LabelCheck.of(
            annotated.pairs(), labels, categories, request.writer(), request.checked(), seeds));
  }

  private Annotated annotated(List<Comparison> pairs, Map<String, Integer> leftOut)
      throws IOException {
    var reasons =
        Annotations.of(
            pairs,
            request.writer(),
            request.out().resolve("reasons.jsonl"),
            request.resume(),
            progress);
    var given = new ArrayList<Comparison>();
    var said = new ArrayList<Reason>();
    for (int i = 0; i < pairs.size(); i++) {
      if (reasons.get(i).isEmpty()) continue;
      given.add(pairs.get(i));
      said.add(reasons.get(i).get());
    }
    if (given.size() < pairs.size()) leftOut.put("no reason", pairs.size() - given.size());
    var vectors = encoder().of(said.stream().map(Reason::text).toList());
    var usable = new ArrayList<Integer>();
    for (int i = 0; i < vectors.size(); i++) if (vectors.get(i).isPresent()) usable.add(i);
    if (usable.size() < vectors.size())
      leftOut.put("a reason that cannot be embedded", vectors.size() - usable.size());
    if (usable.size() < 2)
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          usable.size() + " reasons",
          "a basis is found among many",
          "give more pairs, or another writer");
    return new Annotated(
        usable.stream().map(given::get).toList(),
        usable.stream().map(said::get).toList(),
        usable.stream().map(i -> vectors.get(i).orElseThrow()).toArray(double[][]::new));
  }

  private Basis found(double[][] vectors, Seeds seeds) {
    try {
      return request.settings().find(vectors, seeds.stream("clusters"));
    } catch (IllegalArgumentException refused) {
      throw ProblemsException.of(
          ExitCode.BAD_DATA,
          "--data",
          vectors.length + " reasons",
          String.valueOf(refused.getMessage()),
          "lower --start, or give more pairs");
    }
  }

  private ReasonVectors encoder() {
    return new ReasonVectors(request.encoder(), progress);
  }

  private Optional<NamedBasis> known() throws IOException {
    if (request.basis().isEmpty()) return Optional.empty();
    var basis = Json.read(request.basis().get(), NamedBasis.class);
    if (basis.encoder().equals(encoder().identity())) return Optional.of(basis);
    throw ProblemsException.of(
        ExitCode.USAGE,
        "--encoder",
        encoder().identity(),
        request.basis().get() + " holds categories of " + basis.encoder(),
        "name the encoder it was found with");
  }

  private void write(
      Annotated annotated, NamedBasis categories, int[] labels, Optional<TopicLabels> topics)
      throws IOException {
    AtomicFiles.write(request.out().resolve("basis.json"), Json.pretty(categories) + "\n");
    double[][] near = categories.basis().similarities(annotated.vectors());
    var rows = new ArrayList<Comparison>();
    for (int i = 0; i < labels.length; i++) {
      var pair = annotated.pairs().get(i);
      var said = (Pairwise) pair.feedback();
      var row =
          pair.withCandidates(
                  pair.candidates(),
                  new Pairwise(
                      said.outcome(),
                      said.strength(),
                      said.mark().withRationale(annotated.reasons().get(i).lines())))
              .withColumn("category", labels[i] + 1)
              .withProvenance(pair.provenance().after("basis"));
      for (int c = 0; c < near[i].length; c++)
        row = row.withColumn("similarity_" + (c + 1), near[i][c]);
      rows.add(topics.isPresent() ? row.withColumn("topic", topics.get().labels()[i] + 1) : row);
    }
    new JsonlWriter().write(request.out().resolve("labelled.jsonl"), rows);
  }
}
