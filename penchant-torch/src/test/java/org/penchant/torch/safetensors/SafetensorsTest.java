package org.penchant.torch.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.penchant.torch.tensor.DType;
import org.penchant.torch.tensor.Tensor;
import org.penchant.torch.tensor.TensorScope;

class SafetensorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(DType.class)
  void everyTypeComesBackWithoutACopy(DType type) throws Exception {
    long before = TensorScope.liveTensors();
    Path file = folder.resolve("one.safetensors");
    try (var scope = TensorScope.open()) {
      var values = Tensor.of(new double[] {0, 1, 1, 0, 1, 0}, 2, 3).to(type);
      var tensors = new LinkedHashMap<String, Tensor>();
      tensors.put("z", values);
      tensors.put("a", Tensor.of(new double[] {1.5}, 1).to(type));
      tensors.put("empty", Tensor.zeros(type, 0, 4));
      SafetensorsWriter.write(file, tensors, Map.of("format", "pt"));
      try (var read = Safetensors.open(file)) {
        assertThat(read.names()).containsExactly("z", "a", "empty");
        assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
        var z = read.tensor("z");
        assertThat(z.type()).isEqualTo(type);
        assertThat(z.shape()).containsExactly(2, 3);
        assertThat(z.address()).isEqualTo(read.bytes("z").address());
        assertThat(z.toDoubles()).containsExactly(0, 1, 1, 0, 1, 0);
        assertThat(read.tensor("empty").shape()).containsExactly(0, 4);
        assertThat(read.bytes("z").isReadOnly()).isTrue();
      }
    }
    assertThat(TensorScope.liveTensors()).isEqualTo(before);
  }

  @Test
  void theSameTensorsGiveTheSameBytesAndNoTemporaryFileStays() throws Exception {
    try (var scope = TensorScope.open()) {
      var tensors = Map.of("a", Tensor.of(new float[] {1, 2, 3}));
      SafetensorsWriter.write(folder.resolve("1"), tensors, Map.of());
      SafetensorsWriter.write(folder.resolve("2"), tensors, Map.of());
      assertThat(folder.resolve("1")).hasSameBinaryContentAs(folder.resolve("2"));
      try (var files = Files.list(folder)) {
        assertThat(files).hasSize(2);
      }
    }
  }

  @Test
  void shardsComeBackAsOne() throws Exception {
    try (var scope = TensorScope.open()) {
      var tensors = new LinkedHashMap<String, Tensor>();
      for (int i = 0; i < 5; i++) tensors.put("t" + i, Tensor.full(DType.F32, i, 10));
      SafetensorsWriter.writeFolder(folder, tensors, Map.of("format", "pt"), 100);
      assertThat(folder.resolve("model-00003-of-00003.safetensors")).exists();
      assertThat(folder.resolve(Safetensors.SINGLE)).doesNotExist();
      try (var read = Safetensors.open(folder)) {
        assertThat(read.names()).containsExactly("t0", "t1", "t2", "t3", "t4");
        assertThat(read.tensor("t3").toDoubles()).containsOnly(3);
      }
      Files.delete(folder.resolve("model-00002-of-00003.safetensors"));
      assertThatThrownBy(() -> Safetensors.open(folder))
          .isInstanceOf(SafetensorsException.class)
          .hasMessageContaining("model-00002-of-00003.safetensors is absent");
    }
  }

  @Test
  void unalignedDataIsCopied() throws Exception {
    String json = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
    byte[] data =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(1).putFloat(2).array();
    for (int spaces = 0; spaces < 4; spaces++) {
      Path file = file(json + " ".repeat(spaces), data);
      try (var read = Safetensors.open(file);
          var scope = TensorScope.open()) {
        assertThat(read.tensor("a").toFloats()).containsExactly(1, 2);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|takes 8 bytes",
        "{\"a\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}|unknown dtype F99",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}|-2 is not a size",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}|the file has 8 data bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}|belong to none",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|hole",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}|inside the tensor before it",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,9],\"data_offsets\":[0,8]}}|too large",
        "{\"a\":1,\"a\":2}|not valid JSON",
        "{\"a\":[]}|needs dtype",
        "[1]|not a JSON object",
        "{\"a|not valid JSON",
      })
  void damageIsNamed(String json, String message) throws Exception {
    Path file = file(json, new byte[8]);
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file.toString());
  }

  @Test
  void lengthsThatDoNotFitAreNamed() throws Exception {
    Path file = folder.resolve("short");
    Files.write(file, new byte[5]);
    assertThatThrownBy(() -> Safetensors.open(file)).hasMessageContaining("has 5 bytes");
    Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 0});
    assertThatThrownBy(() -> Safetensors.open(file))
        .hasMessageContaining("header length 18446744073709551615 does not fit");
    assertThatThrownBy(() -> Safetensors.open(folder)).hasMessageContaining("has neither");
  }

  @Test
  void typesLibtorchIsNotAskedForAreRefusedOnlyWhenRead() throws Exception {
    Path file =
        file("{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}", new byte[8]);
    try (var read = Safetensors.open(file)) {
      assertThat(read.type("a")).isEqualTo("U8");
      assertThatThrownBy(() -> read.tensor("a")).hasMessageContaining("U8 is not supported");
    }
  }

  private Path file(String json, byte[] data) throws IOException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(8 + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).put(data);
    return Files.write(folder.resolve("made.safetensors"), bytes.array());
  }
}
