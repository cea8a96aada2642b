package org.penchant.align.lm;

import com.github.tjake.jlama.model.AbstractModel;
import com.github.tjake.jlama.model.ModelSupport;
import com.github.tjake.jlama.safetensors.DType;
import com.github.tjake.jlama.tensor.KvBufferCache;
import java.nio.file.Path;
import java.util.Optional;

/** A program of its own: prints the log-probability that Jlama gives token ids under a folder. */
final class JlamaScore {
  private JlamaScore() {}

  public static void main(String[] args) throws Exception {
    var model = ModelSupport.loadModel(Path.of(args[0]).toFile(), DType.F32, DType.F32);
    var field = AbstractModel.class.getDeclaredField("kvBufferCache");
    field.setAccessible(true);
    double sum = 0;
    try (var cache = ((KvBufferCache) field.get(model)).getEphemeralKvBuffer()) {
      for (int i = 1; i < args.length - 1; i++) {
        var hidden = model.forward(Integer.parseInt(args[i]), i - 1, cache, Optional.empty());
        // What it calls logits has been through a softmax.
        float[] probabilities = model.getLogits(hidden);
        sum += Math.log(probabilities[Integer.parseInt(args[i + 1])]);
      }
    }
    System.out.println("score " + sum);
    System.exit(0);
  }
}
