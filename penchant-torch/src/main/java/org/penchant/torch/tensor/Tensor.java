package org.penchant.torch.tensor;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.log_sigmoid;
import static org.bytedeco.pytorch.global.torch.logsumexp;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * An n-dimensional array of libtorch with the operations Penchant uses.
 *
 * <p>Operations return new tensors owned by the innermost {@link TensorScope}; methods ending in
 * {@code InPlace} change and return this one. Binary operations broadcast. Identity is that of the
 * object: tensors are never compared or used as keys. Shape mistakes surface as {@link
 * RuntimeException} with libtorch's message.
 */
public final class Tensor implements AutoCloseable {
  final org.bytedeco.pytorch.Tensor handle;
  private boolean closed;

  Tensor(org.bytedeco.pytorch.Tensor handle) {
    this.handle = handle;
    TensorScope.register(this);
  }

  // ---- making ----

  public static Tensor of(float[] values, long... shape) {
    return new Tensor(
        org.bytedeco.pytorch.Tensor.create(
            values, shape.length == 0 ? new long[] {values.length} : shape));
  }

  public static Tensor of(double[] values, long... shape) {
    return new Tensor(
        org.bytedeco.pytorch.Tensor.create(
            values, shape.length == 0 ? new long[] {values.length} : shape));
  }

  public static Tensor of(long[] values, long... shape) {
    return new Tensor(
        org.bytedeco.pytorch.Tensor.create(
            values, shape.length == 0 ? new long[] {values.length} : shape));
  }

  public static Tensor of(boolean[] values, long... shape) {
    return new Tensor(
        org.bytedeco.pytorch.Tensor.create(
            values, shape.length == 0 ? new long[] {values.length} : shape));
  }

  /** A tensor without dimensions. */
  public static Tensor scalar(double value) {
    return new Tensor(org.bytedeco.pytorch.Tensor.create(new double[] {value}, new long[0]));
  }

  public static Tensor zeros(DType type, long... shape) {
    return new Tensor(torch.zeros(shape, new TensorOptions(type.type())));
  }

  public static Tensor full(DType type, double value, long... shape) {
    return zeros(type, shape).fillInPlace(value);
  }

  /** 0, 1, ..., n-1 as I64. */
  public static Tensor arange(long n) {
    return new Tensor(torch.arange(new Scalar(n), new TensorOptions(DType.I64.type())));
  }

  /**
   * A tensor over foreign memory, without a copy. The memory must be contiguous, aligned for {@code
   * type}, and outlive the tensor; writing to a read-only mapping ends the process.
   */
  public static Tensor over(MemorySegment memory, DType type, long... shape) {
    long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (memory.byteSize() < elements * type.bytes())
      throw new IllegalArgumentException(
          "memory of "
              + memory.byteSize()
              + " bytes is too small for "
              + type
              + Arrays.toString(shape));
    Pointer pointer = new AddressPointer(memory.address(), elements);
    return new Tensor(torch.from_blob(pointer, shape, new TensorOptions(type.type())));
  }

  private static final class AddressPointer extends Pointer {
    AddressPointer(long address, long limit) {
      this.address = address;
      this.limit = limit;
      this.capacity = limit;
    }
  }

  // ---- asking ----

  public long[] shape() {
    return handle.sizes().vec().get();
  }

  public long size(int dim) {
    return handle.size(dim);
  }

  public int dims() {
    return (int) handle.dim();
  }

  public long elements() {
    return handle.numel();
  }

  public DType type() {
    return DType.of(handle.scalar_type());
  }

  /** Address of the first element in this process; for checks that nothing was copied. */
  public long address() {
    return handle.data_ptr().address();
  }

  /** The only element, as a double. */
  public double item() {
    return handle.item_double();
  }

  public double[] toDoubles() {
    double[] out = new double[Math.toIntExact(elements())];
    try (var scope = TensorScope.open()) {
      if (out.length > 0)
        new DoublePointer(detach().to(DType.F64).contiguous().handle.data_ptr()).get(out);
    }
    return out;
  }

  public float[] toFloats() {
    float[] out = new float[Math.toIntExact(elements())];
    try (var scope = TensorScope.open()) {
      if (out.length > 0)
        new FloatPointer(detach().to(DType.F32).contiguous().handle.data_ptr()).get(out);
    }
    return out;
  }

  public long[] toLongs() {
    long[] out = new long[Math.toIntExact(elements())];
    try (var scope = TensorScope.open()) {
      if (out.length > 0) new LongPointer(to(DType.I64).contiguous().handle.data_ptr()).get(out);
    }
    return out;
  }

  /** The elements' bytes, copied to the start of {@code target}, row-major, native byte order. */
  public void copyTo(MemorySegment target) {
    try (var scope = TensorScope.open()) {
      var source = detach().contiguous();
      long bytes = source.elements() * type().bytes();
      MemorySegment.copy(
          MemorySegment.ofAddress(source.address()).reinterpret(bytes), 0, target, 0, bytes);
    }
  }

  // ---- differentiating ----

  public Tensor requiresGrad(boolean value) {
    handle.set_requires_grad(value);
    return this;
  }

  public boolean requiresGrad() {
    return handle.requires_grad();
  }

  /** Accumulates the gradients of this scalar in the leaves it depends on. */
  public void backward() {
    handle.backward();
  }

  /** Accumulates gradients with {@code gradient} (of this shape) as the derivative of the loss. */
  public void backward(Tensor gradient) {
    handle.backward(gradient.handle, new BoolOptional(), false, new TensorArrayRefOptional());
  }

  /** Whether a gradient was accumulated here. */
  public boolean hasGrad() {
    return handle.grad().defined();
  }

  /** The accumulated gradient. */
  public Tensor grad() {
    var gradient = handle.grad();
    if (!gradient.defined()) throw new IllegalStateException("no gradient reached this tensor");
    return new Tensor(gradient);
  }

  /** Forgets the accumulated gradient and frees its memory. */
  public void clearGrad() {
    handle.mutable_grad().reset();
  }

  /** The same memory, cut from differentiation. */
  public Tensor detach() {
    return new Tensor(handle.detach());
  }

  // ---- arithmetic ----

  public Tensor add(Tensor other) {
    return new Tensor(handle.add(other.handle));
  }

  public Tensor add(double other) {
    return new Tensor(handle.add(new Scalar(other)));
  }

  public Tensor sub(Tensor other) {
    return new Tensor(handle.sub(other.handle));
  }

  public Tensor mul(Tensor other) {
    return new Tensor(handle.mul(other.handle));
  }

  public Tensor mul(double other) {
    return new Tensor(handle.mul(new Scalar(other)));
  }

  public Tensor div(Tensor other) {
    return new Tensor(handle.div(other.handle));
  }

  /** this + a * b. */
  public Tensor addMul(Tensor a, Tensor b) {
    return new Tensor(handle.addcmul(a.handle, b.handle));
  }

  public Tensor neg() {
    return new Tensor(handle.neg());
  }

  public Tensor exp() {
    return new Tensor(handle.exp());
  }

  public Tensor expm1() {
    return new Tensor(handle.expm1());
  }

  public Tensor log() {
    return new Tensor(handle.log());
  }

  public Tensor log1p() {
    return new Tensor(handle.log1p());
  }

  public Tensor sqrt() {
    return new Tensor(handle.sqrt());
  }

  public Tensor square() {
    return new Tensor(handle.square());
  }

  public Tensor abs() {
    return new Tensor(handle.abs());
  }

  public Tensor tanh() {
    return new Tensor(handle.tanh());
  }

  public Tensor sigmoid() {
    return new Tensor(handle.sigmoid());
  }

  /** log(sigmoid(x)), exact in both tails. */
  public Tensor logSigmoid() {
    return new Tensor(log_sigmoid(handle));
  }

  public Tensor relu() {
    return new Tensor(handle.relu());
  }

  public Tensor clampMin(double least) {
    return new Tensor(handle.clamp_min(new Scalar(least)));
  }

  public Tensor clampMax(double most) {
    return new Tensor(handle.clamp_max(new Scalar(most)));
  }

  public Tensor minimum(Tensor other) {
    return new Tensor(handle.minimum(other.handle));
  }

  // ---- comparing ----

  public Tensor gt(double other) {
    return new Tensor(handle.gt(new Scalar(other)));
  }

  public Tensor gt(Tensor other) {
    return new Tensor(handle.gt(other.handle));
  }

  public Tensor eq(Tensor other) {
    return new Tensor(handle.eq(other.handle));
  }

  /** This where {@code condition} holds, else {@code other}. */
  public Tensor where(Tensor condition, Tensor other) {
    return new Tensor(torch.where(condition.handle, handle, other.handle));
  }

  public Tensor isFinite() {
    return new Tensor(handle.isfinite());
  }

  public boolean all() {
    try (var scope = TensorScope.open()) {
      return new Tensor(handle.all()).item() != 0;
    }
  }

  // ---- reducing ----

  public Tensor sum() {
    return new Tensor(handle.sum());
  }

  public Tensor sum(int dim, boolean keepDim) {
    return new Tensor(handle.sum(new long[] {dim}, keepDim, new ScalarTypeOptional()));
  }

  public Tensor mean() {
    return new Tensor(handle.mean());
  }

  public Tensor mean(int dim, boolean keepDim) {
    return new Tensor(handle.mean(new long[] {dim}, keepDim, new ScalarTypeOptional()));
  }

  /** The largest value along a dimension. */
  public Tensor max(int dim, boolean keepDim) {
    return new Tensor(handle.amax(new long[] {dim}, keepDim));
  }

  /** Index of the largest value along a dimension, as I64. */
  public Tensor argmax(int dim) {
    return new Tensor(handle.argmax(new LongOptional(dim), false));
  }

  public Tensor logSumExp(int dim, boolean keepDim) {
    return new Tensor(logsumexp(handle, new long[] {dim}, keepDim));
  }

  public Tensor logSoftmax(int dim) {
    return new Tensor(torch.log_softmax(handle, dim));
  }

  public Tensor softmax(int dim) {
    return new Tensor(torch.softmax(handle, dim));
  }

  /** Values sorted along a dimension. */
  public Tensor sort(int dim, boolean descending) {
    return new Tensor(handle.sort(dim, descending).get0());
  }

  /** The order that sorts along a dimension, as I64. */
  public Tensor argsort(int dim, boolean descending) {
    return new Tensor(handle.sort(new BoolOptional(true), dim, descending).get1());
  }

  // ---- shaping ----

  public Tensor reshape(long... shape) {
    return new Tensor(handle.reshape(shape));
  }

  public Tensor transpose(int a, int b) {
    return new Tensor(handle.transpose(a, b));
  }

  public Tensor unsqueeze(int dim) {
    return new Tensor(handle.unsqueeze(dim));
  }

  public Tensor squeeze(int dim) {
    return new Tensor(handle.squeeze(dim));
  }

  public Tensor expand(long... shape) {
    return new Tensor(handle.expand(shape));
  }

  public Tensor contiguous() {
    return new Tensor(handle.contiguous());
  }

  /** A view of {@code length} entries of a dimension from {@code start} on. */
  public Tensor narrow(int dim, long start, long length) {
    return new Tensor(handle.narrow(dim, start, length));
  }

  /** Consecutive views of the given lengths along a dimension, which they must fill. */
  public List<Tensor> split(int dim, long... lengths) {
    var parts = handle.split_with_sizes(lengths, dim);
    var out = new ArrayList<Tensor>(lengths.length);
    // The vector owns its elements: each leaves as a handle of its own.
    for (int i = 0; i < lengths.length; i++)
      out.add(new Tensor(new org.bytedeco.pytorch.Tensor(parts.get(i))));
    return out;
  }

  /** Entries moved cyclically by {@code shift} places along a dimension. */
  public Tensor roll(int dim, long shift) {
    return new Tensor(handle.roll(new long[] {shift}, dim));
  }

  public static Tensor concat(int dim, List<Tensor> parts) {
    if (parts.size() == 1) return parts.getFirst();
    var vector = new TensorVector();
    for (var part : parts) vector.push_back(part.handle);
    return new Tensor(cat(vector, dim));
  }

  public Tensor indexSelect(int dim, Tensor index) {
    return new Tensor(handle.index_select(dim, index.handle));
  }

  /** This with {@code source}'s slices added at {@code index} along {@code dim}. */
  public Tensor indexAdd(int dim, Tensor index, Tensor source) {
    return new Tensor(handle.index_add(dim, index.handle, source.handle));
  }

  public Tensor gather(int dim, Tensor index) {
    return new Tensor(handle.gather(dim, index.handle));
  }

  /** This tensor if it already has the type, else a converted copy. */
  public Tensor to(DType type) {
    return type() == type ? this : new Tensor(handle.to(type.type()));
  }

  public Tensor copy() {
    return new Tensor(handle.clone());
  }

  public Tensor matmul(Tensor other) {
    return new Tensor(handle.matmul(other.handle));
  }

  // ---- changing ----

  public Tensor fillInPlace(double value) {
    handle.fill_(new Scalar(value));
    return this;
  }

  public Tensor copyInPlace(Tensor source) {
    handle.copy_(source.handle);
    return this;
  }

  public Tensor addInPlace(Tensor other) {
    handle.add_(other.handle);
    return this;
  }

  /** this += scale * other. */
  public Tensor addInPlace(Tensor other, double scale) {
    handle.add_(other.handle, new Scalar(scale));
    return this;
  }

  public Tensor addInPlace(double other) {
    handle.add_(new Scalar(other));
    return this;
  }

  public Tensor mulInPlace(double other) {
    handle.mul_(new Scalar(other));
    return this;
  }

  public Tensor sqrtInPlace() {
    handle.sqrt_();
    return this;
  }

  public Tensor expInPlace() {
    handle.exp_();
    return this;
  }

  public Tensor subInPlace(Tensor other) {
    handle.sub_(other.handle);
    return this;
  }

  public Tensor mulInPlace(Tensor other) {
    handle.mul_(other.handle);
    return this;
  }

  /** this += scale * a * b. */
  public Tensor addMulInPlace(Tensor a, Tensor b, double scale) {
    handle.addcmul_(a.handle, b.handle, new Scalar(scale));
    return this;
  }

  /** this += scale * a / b. */
  public Tensor addDivInPlace(Tensor a, Tensor b, double scale) {
    handle.addcdiv_(a.handle, b.handle, new Scalar(scale));
    return this;
  }

  /** this += weight * (end - this). */
  public Tensor lerpInPlace(Tensor end, double weight) {
    handle.lerp_(end.handle, new Scalar(weight));
    return this;
  }

  /** Adds {@code source}'s slices at {@code index} along {@code dim}, here. */
  public Tensor indexAddInPlace(int dim, Tensor index, Tensor source) {
    handle.index_add_(dim, index.handle, source.handle);
    return this;
  }

  /** Adds {@code source} at {@code index} along {@code dim}, element by element, here. */
  public Tensor scatterAddInPlace(int dim, Tensor index, Tensor source) {
    handle.scatter_add_(dim, index.handle, source.handle);
    return this;
  }

  /** Adds a matrix product here: this += a b. */
  public Tensor addMatmulInPlace(Tensor a, Tensor b) {
    handle.addmm_(a.handle, b.handle);
    return this;
  }

  /** Overwrites the slices at {@code index} along {@code dim} with those of {@code source}. */
  public Tensor indexCopyInPlace(int dim, Tensor index, Tensor source) {
    handle.index_copy_(dim, index.handle, source.handle);
    return this;
  }

  /** Frees the native memory now; the tensor must not be used again. */
  @Override
  public void close() {
    if (closed) return;
    closed = true;
    TensorScope.release(this);
    handle.close();
  }

  @Override
  public String toString() {
    return type() + Arrays.toString(shape());
  }
}
