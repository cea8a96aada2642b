package org.penchant.torch.tensor;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** Element types, under safetensors' names. */
public enum DType {
  F64(8, ScalarType.Double),
  F32(4, ScalarType.Float),
  F16(2, ScalarType.Half),
  BF16(2, ScalarType.BFloat16),
  I64(8, ScalarType.Long),
  BOOL(1, ScalarType.Bool);

  private final int bytes;
  private final ScalarType type;

  DType(int bytes, ScalarType type) {
    this.bytes = bytes;
    this.type = type;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }

  ScalarType type() {
    return type;
  }

  static DType of(ScalarType type) {
    for (DType candidate : values()) if (candidate.type.value == type.value) return candidate;
    throw new IllegalStateException("element type " + type + " is not used by Penchant");
  }
}
