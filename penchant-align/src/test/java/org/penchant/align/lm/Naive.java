package org.penchant.align.lm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Forward passes in plain loops over doubles, written from the papers' formulas and the meaning of
 * the config's keys; shares nothing with the code it checks.
 */
final class Naive {
  private final JsonNode c;
  private final Map<String, double[]> w = new HashMap<>();

  private Naive(String json, CausalLm model) throws Exception {
    c = new ObjectMapper().readTree(json);
    model.parameters().forEach((name, tensor) -> w.put(name, tensor.toDoubles()));
  }

  /** Logits [T][V]. */
  static double[][] logits(String json, CausalLm model, int[] ids) throws Exception {
    var naive = new Naive(json, model);
    return switch (naive.c.get("model_type").asText()) {
      case "gpt2" -> naive.gpt2(ids);
      case "gpt_neox" -> naive.neox(ids);
      default -> naive.llama(ids);
    };
  }

  // ---- Llama, Mistral, Qwen, SmolLM3, Gemma ----

  private double[][] llama(int[] ids) {
    String type = c.get("model_type").asText();
    boolean gemma = type.startsWith("gemma");
    boolean sandwich = type.equals("gemma2") || type.equals("gemma3_text");
    int hidden = c.get("hidden_size").asInt();
    int heads = c.get("num_attention_heads").asInt();
    int kv = c.has("num_key_value_heads") ? c.get("num_key_value_heads").asInt() : heads;
    int d = c.has("head_dim") ? c.get("head_dim").asInt() : hidden / heads;
    int inner = c.get("intermediate_size").asInt();
    int layers = c.get("num_hidden_layers").asInt();
    int length = ids.length;
    DoubleUnaryOperator act = gemma ? Naive::geluTanh : x -> x / (1 + Math.exp(-x));
    double[] table = w.get("model.embed_tokens.weight");
    double[][] x = new double[length][hidden];
    for (int t = 0; t < length; t++)
      for (int i = 0; i < hidden; i++)
        x[t][i] = table[ids[t] * hidden + i] * (gemma ? Math.sqrt(hidden) : 1);
    for (int l = 0; l < layers; l++) {
      String p = "model.layers." + l + ".";
      boolean slides =
          switch (type) {
            case "mistral" -> true;
            case "qwen2" -> l >= c.get("max_window_layers").asInt();
            case "gemma2" -> l == 0 || l == 2;
            case "gemma3_text" -> l != 1;
            default -> false;
          };
      int window = slides ? c.get("sliding_window").asInt() : Integer.MAX_VALUE;
      boolean turns = !type.equals("smollm3") || c.get("no_rope_layers").get(l).asInt() == 1;
      double theta = c.path("rope_theta").asDouble(10000);
      boolean local = type.equals("gemma3_text") && slides;
      if (local) theta = c.get("rope_local_base_freq").asDouble();
      double[][] q = new double[length][], k = new double[length][], v = new double[length][];
      for (int t = 0; t < length; t++) {
        double[] n = rms(x[t], p + "input_layernorm", gemma);
        q[t] = apply(n, p + "self_attn.q_proj", heads * d);
        k[t] = apply(n, p + "self_attn.k_proj", kv * d);
        v[t] = apply(n, p + "self_attn.v_proj", kv * d);
        for (int h = 0; h < heads; h++) {
          if (w.containsKey(p + "self_attn.q_norm.weight"))
            put(q[t], h * d, rms(cut(q[t], h * d, d), p + "self_attn.q_norm", gemma));
          if (turns) turn(q[t], h * d, d, t, theta, local);
        }
        for (int h = 0; h < kv; h++) {
          if (w.containsKey(p + "self_attn.k_norm.weight"))
            put(k[t], h * d, rms(cut(k[t], h * d, d), p + "self_attn.k_norm", gemma));
          if (turns) turn(k[t], h * d, d, t, theta, local);
        }
      }
      double scale = 1 / Math.sqrt(sandwich ? c.get("query_pre_attn_scalar").asDouble() : d);
      double cap = c.path("attn_logit_softcapping").asDouble(0);
      for (int t = 0; t < length; t++) {
        double[] mixed = attend(t, q, k, v, heads, kv, d, scale, cap, window);
        double[] o = apply(mixed, p + "self_attn.o_proj", hidden);
        if (sandwich) o = rms(o, p + "post_attention_layernorm", gemma);
        for (int i = 0; i < hidden; i++) x[t][i] += o[i];
        String norm = sandwich ? "pre_feedforward_layernorm" : "post_attention_layernorm";
        double[] n = rms(x[t], p + norm, gemma);
        double[] gate = apply(n, p + "mlp.gate_proj", inner);
        double[] up = apply(n, p + "mlp.up_proj", inner);
        for (int i = 0; i < inner; i++) up[i] *= act.applyAsDouble(gate[i]);
        double[] down = apply(up, p + "mlp.down_proj", hidden);
        if (sandwich) down = rms(down, p + "post_feedforward_layernorm", gemma);
        for (int i = 0; i < hidden; i++) x[t][i] += down[i];
      }
    }
    double[][] out = new double[length][];
    String head = w.containsKey("lm_head.weight") ? "lm_head" : "model.embed_tokens";
    double cap = c.path("final_logit_softcapping").asDouble(0);
    for (int t = 0; t < length; t++) {
      out[t] = apply(rms(x[t], "model.norm", gemma), head, c.get("vocab_size").asInt());
      if (cap > 0)
        for (int i = 0; i < out[t].length; i++) out[t][i] = cap * Math.tanh(out[t][i] / cap);
    }
    return out;
  }

  private void turn(double[] x, int from, int d, int position, double theta, boolean local) {
    JsonNode scaling = c.path("rope_scaling");
    for (int j = 0; j < d / 2; j++) {
      double f = 1 / Math.pow(theta, 2.0 * j / d);
      if (scaling.isObject() && !local) {
        double factor = scaling.get("factor").asDouble();
        if (scaling.path("rope_type").asText().equals("llama3")) {
          double original = scaling.get("original_max_position_embeddings").asDouble();
          double wave = 2 * Math.PI / f;
          double low = scaling.get("low_freq_factor").asDouble();
          double high = scaling.get("high_freq_factor").asDouble();
          if (wave > original / low) f /= factor;
          else if (wave >= original / high) {
            double smooth = (original / wave - low) / (high - low);
            f = (1 - smooth) * f / factor + smooth * f;
          }
        } else f /= factor;
      }
      double a = x[from + j], b = x[from + j + d / 2];
      x[from + j] = a * Math.cos(position * f) - b * Math.sin(position * f);
      x[from + j + d / 2] = b * Math.cos(position * f) + a * Math.sin(position * f);
    }
  }

  // ---- GPT-2 ----

  private double[][] gpt2(int[] ids) {
    int hidden = c.get("n_embd").asInt();
    int heads = c.get("n_head").asInt();
    int d = hidden / heads;
    int length = ids.length;
    double[] wte = w.get("transformer.wte.weight"), wpe = w.get("transformer.wpe.weight");
    double[][] x = new double[length][hidden];
    for (int t = 0; t < length; t++)
      for (int i = 0; i < hidden; i++) x[t][i] = wte[ids[t] * hidden + i] + wpe[t * hidden + i];
    for (int l = 0; l < c.get("n_layer").asInt(); l++) {
      String p = "transformer.h." + l + ".";
      double[][] q = new double[length][], k = new double[length][], v = new double[length][];
      for (int t = 0; t < length; t++) {
        double[] all = conv(layer(x[t], p + "ln_1"), p + "attn.c_attn", 3 * hidden);
        q[t] = cut(all, 0, hidden);
        k[t] = cut(all, hidden, hidden);
        v[t] = cut(all, 2 * hidden, hidden);
      }
      for (int t = 0; t < length; t++) {
        double[] mixed =
            attend(t, q, k, v, heads, heads, d, 1 / Math.sqrt(d), 0, Integer.MAX_VALUE);
        double[] o = conv(mixed, p + "attn.c_proj", hidden);
        for (int i = 0; i < hidden; i++) x[t][i] += o[i];
        double[] up = conv(layer(x[t], p + "ln_2"), p + "mlp.c_fc", 4 * hidden);
        for (int i = 0; i < up.length; i++) up[i] = geluTanh(up[i]);
        double[] down = conv(up, p + "mlp.c_proj", hidden);
        for (int i = 0; i < hidden; i++) x[t][i] += down[i];
      }
    }
    double[][] out = new double[length][];
    for (int t = 0; t < length; t++)
      out[t] =
          apply(layer(x[t], "transformer.ln_f"), "transformer.wte", c.get("vocab_size").asInt());
    return out;
  }

  // ---- GPT-NeoX ----

  private double[][] neox(int[] ids) {
    int hidden = c.get("hidden_size").asInt();
    int heads = c.get("num_attention_heads").asInt();
    int inner = c.get("intermediate_size").asInt();
    int d = hidden / heads;
    int rotated = (int) (d * c.get("rotary_pct").asDouble());
    boolean parallel = c.get("use_parallel_residual").asBoolean();
    int length = ids.length;
    double[] table = w.get("gpt_neox.embed_in.weight");
    double[][] x = new double[length][];
    for (int t = 0; t < length; t++) x[t] = cut(table, ids[t] * hidden, hidden);
    for (int l = 0; l < c.get("num_hidden_layers").asInt(); l++) {
      String p = "gpt_neox.layers." + l + ".";
      double[][] q = new double[length][hidden];
      double[][] k = new double[length][hidden];
      double[][] v = new double[length][hidden];
      for (int t = 0; t < length; t++) {
        double[] all =
            apply(layer(x[t], p + "input_layernorm"), p + "attention.query_key_value", 3 * hidden);
        for (int h = 0; h < heads; h++) {
          put(q[t], h * d, cut(all, h * 3 * d, d));
          put(k[t], h * d, cut(all, h * 3 * d + d, d));
          put(v[t], h * d, cut(all, h * 3 * d + 2 * d, d));
          turn(q[t], h * d, rotated, t, 10000, false);
          turn(k[t], h * d, rotated, t, 10000, false);
        }
      }
      for (int t = 0; t < length; t++) {
        double[] mixed =
            attend(t, q, k, v, heads, heads, d, 1 / Math.sqrt(d), 0, Integer.MAX_VALUE);
        double[] o = apply(mixed, p + "attention.dense", hidden);
        double[] middle = x[t].clone();
        for (int i = 0; i < hidden; i++) middle[i] += o[i];
        double[] n = layer(parallel ? x[t] : middle, p + "post_attention_layernorm");
        double[] up = apply(n, p + "mlp.dense_h_to_4h", inner);
        for (int i = 0; i < inner; i++) up[i] = 0.5 * up[i] * (1 + erf(up[i] / Math.sqrt(2)));
        double[] down = apply(up, p + "mlp.dense_4h_to_h", hidden);
        for (int i = 0; i < hidden; i++) middle[i] += down[i];
        x[t] = middle;
      }
    }
    double[][] out = new double[length][];
    for (int t = 0; t < length; t++)
      out[t] =
          apply(layer(x[t], "gpt_neox.final_layer_norm"), "embed_out", c.get("vocab_size").asInt());
    return out;
  }

  // ---- parts ----

  private static double[] attend(
      int t,
      double[][] q,
      double[][] k,
      double[][] v,
      int heads,
      int kv,
      int d,
      double scale,
      double cap,
      int window) {
    double[] out = new double[heads * d];
    for (int h = 0; h < heads; h++) {
      int g = h / (heads / kv);
      double[] e = new double[t + 1];
      double sum = 0;
      for (int s = 0; s <= t; s++) {
        if (t - s >= window) continue;
        double dot = 0;
        for (int i = 0; i < d; i++) dot += q[t][h * d + i] * k[s][g * d + i];
        dot *= scale;
        if (cap > 0) dot = cap * Math.tanh(dot / cap);
        e[s] = Math.exp(dot);
        sum += e[s];
      }
      for (int s = 0; s <= t; s++)
        for (int i = 0; i < d; i++) out[h * d + i] += e[s] / sum * v[s][g * d + i];
    }
    return out;
  }

  private double[] rms(double[] x, String name, boolean onePlus) {
    double[] weight = w.get(name + ".weight");
    double mean = 0;
    for (double value : x) mean += value * value / x.length;
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++)
      out[i] = x[i] / Math.sqrt(mean + 1e-6) * (onePlus ? 1 + weight[i] : weight[i]);
    return out;
  }

  private double[] layer(double[] x, String name) {
    double mean = 0, variance = 0;
    for (double value : x) mean += value / x.length;
    for (double value : x) variance += (value - mean) * (value - mean) / x.length;
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++)
      out[i] =
          (x[i] - mean) / Math.sqrt(variance + 1e-5) * w.get(name + ".weight")[i]
              + w.get(name + ".bias")[i];
    return out;
  }

  private double[] apply(double[] x, String name, int rows) {
    double[] weight = w.get(name + ".weight"), bias = w.get(name + ".bias");
    double[] out = new double[rows];
    for (int r = 0; r < rows; r++) {
      if (bias != null) out[r] = bias[r];
      for (int i = 0; i < x.length; i++) out[r] += weight[r * x.length + i] * x[i];
    }
    return out;
  }

  private double[] conv(double[] x, String name, int columns) {
    double[] weight = w.get(name + ".weight");
    double[] out = w.get(name + ".bias").clone();
    for (int i = 0; i < x.length; i++)
      for (int j = 0; j < columns; j++) out[j] += x[i] * weight[i * columns + j];
    return out;
  }

  private static double[] cut(double[] x, int from, int length) {
    return java.util.Arrays.copyOfRange(x, from, from + length);
  }

  private static void put(double[] target, int at, double[] values) {
    System.arraycopy(values, 0, target, at, values.length);
  }

  private static double geluTanh(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** The error function by its Taylor series, exact enough for |x| below 6. */
  private static double erf(double x) {
    if (Math.abs(x) > 5.5) return Math.signum(x);
    double term = x, sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }
}
