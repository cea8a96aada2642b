package org.penchant.app.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penchant.align.lm.LoraConfig;
import org.penchant.align.objective.Need;
import org.penchant.align.reference.ReferenceKind;
import org.penchant.align.train.TrainOptions;
import org.penchant.align.train.Truncation;
import org.penchant.data.read.ColumnNames;
import org.penchant.data.read.ReadOptions;
import org.penchant.papers.catalogue.Method;
import org.penchant.torch.tensor.DType;

/**
 * All that an alignment run depends on.
 *
 * @param method what to optimise
 * @param model the starting policy's folder
 * @param data training files
 * @param evalData held-out files; if empty, {@code evalSplit} of the data is held out
 * @param out the run's folder: model, metrics, checkpoints, reports
 * @param read how files are read
 * @param columns where columns stand
 * @param maxRows rows used at most, after reading, 0 for all
 * @param maxLength tokens of a sequence, 0 for the model's context
 * @param truncation of longer ones
 * @param countStraddling whether tokens across the edge of a response are counted, not refused
 * @param evalSplit share of rows held out
 * @param reference which policy the reference is
 * @param type element type to compute in, or the folder's
 * @param lora trains a low-rank adapter instead of the weights
 * @param train how to train
 * @param regimen what goes around the objective
 * @param samples held-out prompts answered before and after
 * @param resume whether to go on from the newest checkpoint in {@code out}
 * @param options every option as the user gave it, for the manifest
 * @param started when, in ISO 8601
 */
public record AlignRequest(
    Method method,
    Path model,
    List<Path> data,
    List<Path> evalData,
    Path out,
    ReadOptions read,
    ColumnNames columns,
    int maxRows,
    int maxLength,
    Truncation truncation,
    boolean countStraddling,
    double evalSplit,
    ReferenceKind reference,
    Optional<DType> type,
    Optional<LoraConfig> lora,
    TrainOptions train,
    Regimen regimen,
    int samples,
    boolean resume,
    Map<String, String> options,
    String started) {

  /** Defaults for everything else: a tenth held out, the reference frozen, long rows refused. */
  public static AlignRequest of(Method method, Path model, List<Path> data, Path out) {
    boolean reference = method.objective().needs().contains(new Need.ReferenceLogps());
    return new AlignRequest(
        method,
        model,
        data,
        List.of(),
        out,
        ReadOptions.defaults(),
        ColumnNames.defaults(),
        0,
        0,
        Truncation.ERROR,
        false,
        0.1,
        reference ? new ReferenceKind.Frozen() : new ReferenceKind.None(),
        Optional.empty(),
        Optional.empty(),
        TrainOptions.defaults(),
        Regimen.plain(),
        0,
        false,
        Map.of(),
        "");
  }

  public AlignRequest withTrain(TrainOptions value) {
    return new AlignRequest(
        method,
        model,
        data,
        evalData,
        out,
        read,
        columns,
        maxRows,
        maxLength,
        truncation,
        countStraddling,
        evalSplit,
        reference,
        type,
        lora,
        value,
        regimen,
        samples,
        resume,
        options,
        started);
  }

  public AlignRequest withSamples(int count) {
    return new AlignRequest(
        method,
        model,
        data,
        evalData,
        out,
        read,
        columns,
        maxRows,
        maxLength,
        truncation,
        countStraddling,
        evalSplit,
        reference,
        type,
        lora,
        train,
        regimen,
        count,
        resume,
        options,
        started);
  }

  public AlignRequest withStarted(String when) {
    return new AlignRequest(
        method,
        model,
        data,
        evalData,
        out,
        read,
        columns,
        maxRows,
        maxLength,
        truncation,
        countStraddling,
        evalSplit,
        reference,
        type,
        lora,
        train,
        regimen,
        samples,
        resume,
        options,
        when);
  }

  public AlignRequest withReference(ReferenceKind kind) {
    return new AlignRequest(
        method,
        model,
        data,
        evalData,
        out,
        read,
        columns,
        maxRows,
        maxLength,
        truncation,
        countStraddling,
        evalSplit,
        kind,
        type,
        lora,
        train,
        regimen,
        samples,
        resume,
        options,
        started);
  }

  public AlignRequest withResume(boolean value) {
    return new AlignRequest(
        method,
        model,
        data,
        evalData,
        out,
        read,
        columns,
        maxRows,
        maxLength,
        truncation,
        countStraddling,
        evalSplit,
        reference,
        type,
        lora,
        train,
        regimen,
        samples,
        value,
        options,
        started);
  }

  public AlignRequest withOptions(Map<String, String> given) {
    return new AlignRequest(
        method,
        model,
        data,
        evalData,
        out,
        read,
        columns,
        maxRows,
        maxLength,
        truncation,
        countStraddling,
        evalSplit,
        reference,
        type,
        lora,
        train,
        regimen,
        samples,
        resume,
        given,
        started);
  }

  /** The same run of another method, in a folder of its own. */
  public AlignRequest with(
      Method other, Regimen around, ReferenceKind kind, TrainOptions how, Path folder) {
    return new AlignRequest(
        other,
        model,
        data,
        evalData,
        folder,
        read,
        columns,
        maxRows,
        maxLength,
        truncation,
        countStraddling,
        evalSplit,
        kind,
        type,
        lora,
        how,
        around,
        samples,
        resume,
        options,
        started);
  }
}
