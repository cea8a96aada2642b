package org.penchant.align.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.penchant.core.io.Sha256;
import org.penchant.core.problems.Problems;
import org.penchant.torch.safetensors.Safetensors;

/** What members of an average must have in common. */
final class Members {
  private static final Set<String> FREE =
      Set.of("_name_or_path", "transformers_version", "torch_dtype", "dtype", "use_cache");
  private static final List<String> TOKENIZER =
      List.of("tokenizer.json", "vocab.json", "merges.txt", "tokenizer.model");
  private static final List<String> STATISTICS =
      List.of("running_mean", "running_var", "num_batches_tracked");
  private static final Set<String> FLOATING = Set.of("F64", "F32", "F16", "BF16");

  private Members() {}

  /** Errors in how {@code other} differs from {@code first}; adapters of either are refused. */
  static void checkFolder(Path first, Path other, Problems problems) throws IOException {
    if (Files.exists(other.resolve("adapter_config.json"))) {
      problems.error(
          other.toString(),
          "adapter_config.json",
          "is an adapter: the mean of products is not the product of means",
          "merge it into its model with 'penchant merge' first");
      return;
    }
    var mine = json(other.resolve("config.json"));
    var theirs = json(first.resolve("config.json"));
    var keys = new TreeSet<String>();
    mine.fieldNames().forEachRemaining(keys::add);
    theirs.fieldNames().forEachRemaining(keys::add);
    for (String key : keys)
      if (!FREE.contains(key) && !mine.path(key).equals(theirs.path(key)))
        problems.error(
            other.resolve("config.json").toString(),
            key + " = " + mine.path(key),
            "members have one architecture; " + first + " has " + theirs.path(key),
            "average models trained from one start");
    for (String name : TOKENIZER)
      if (!hash(first.resolve(name)).equals(hash(other.resolve(name))))
        problems.error(
            other.resolve(name).toString(),
            "",
            "differs from the tokenizer of " + first,
            "average models with one tokenizer");
    var side = json(other.resolve("tokenizer_config.json")).path("padding_side");
    var firstSide = json(first.resolve("tokenizer_config.json")).path("padding_side");
    if (!side.equals(firstSide))
      problems.error(
          other.resolve("tokenizer_config.json").toString(),
          "padding_side = " + side,
          "is " + firstSide + " in " + first,
          "average models that pad on one side");
  }

  /** Errors in how the tensors of {@code other} differ from those of {@code first}. */
  static void checkTensors(String place, Safetensors first, Safetensors other, Problems problems) {
    var names = new LinkedHashSet<>(first.names());
    names.addAll(other.names());
    for (String name : names) {
      String tensor = place + ", tensor " + name;
      if (!other.names().contains(name) || !first.names().contains(name))
        problems.error(tensor, "", "is not in every member", "average models of one kind");
      else if (!Arrays.equals(first.shape(name), other.shape(name)))
        problems.error(
            tensor,
            Arrays.toString(other.shape(name)),
            "has shape " + Arrays.toString(first.shape(name)) + " in the first member",
            "average models of one kind");
      else if (STATISTICS.stream().anyMatch(name::endsWith))
        problems.error(
            tensor,
            "",
            "holds statistics of activations, which are recomputed, not averaged",
            "average models without normalisation statistics");
      else if (!isFloating(first, name) && first.bytes(name).mismatch(other.bytes(name)) != -1)
        problems.error(
            tensor, first.type(name), "is not floating and differs", "average weights alone");
    }
  }

  static boolean isFloating(Safetensors file, String name) {
    return FLOATING.contains(file.type(name));
  }

  /** The hash of a folder's weights. */
  static String weights(Path folder) throws IOException {
    var hashes = new ArrayList<String>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".safetensors")).sorted().toList())
        hashes.add(Sha256.of(file));
    }
    return hashes.size() == 1 ? hashes.getFirst() : Sha256.of(String.join(" ", hashes));
  }

  private static String hash(Path file) throws IOException {
    return Files.exists(file) ? Sha256.of(file) : "";
  }

  private static JsonNode json(Path file) throws IOException {
    var mapper = new ObjectMapper();
    return Files.exists(file)
        ? mapper.readTree(Files.readString(file, StandardCharsets.UTF_8))
        : mapper.createObjectNode();
  }
}
