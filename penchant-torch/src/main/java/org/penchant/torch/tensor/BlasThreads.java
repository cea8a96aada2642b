package org.penchant.torch.tensor;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Threads of OpenBLAS's own pool, which runs the matrix products and which libtorch's setting does
 * not reach. Its threads wait for each other by spinning: for products that take microseconds, on a
 * machine that is busy, one thread was up to forty times as fast as two. The setting is the whole
 * process's. Nothing changes where another library runs the products.
 */
public final class BlasThreads implements AutoCloseable {
  /** Multiply-adds below which the second thread costs more than it gives. */
  private static final long WORTH_SHARING = 1 << 23;

  private static final Optional<MethodHandle> GET =
      find("openblas_get_num_threads", FunctionDescriptor.of(ValueLayout.JAVA_INT));
  private static final Optional<MethodHandle> SET =
      find("openblas_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

  private final int before;

  private BlasThreads(int count) {
    before = count();
    set(count);
  }

  /**
   * One thread until closed, if the typical product has few multiply-adds, else all as they are.
   */
  public static BlasThreads suited(long multiplyAdds) {
    return new BlasThreads(multiplyAdds < WORTH_SHARING ? 1 : count());
  }

  /**
   * One thread until closed, if matrices are BF16, else all as they are. oneDNN multiplies those on
   * libtorch's own threads; what is left to OpenBLAS are the small products of attention in F32,
   * which its second thread slows down, it seems by spinning between them (decision 6).
   */
  public static BlasThreads suited(DType matrices) {
    return new BlasThreads(matrices == DType.BF16 ? 1 : count());
  }

  /** The threads a product may use now; 1 if the library does not say. */
  public static int count() {
    if (GET.isEmpty()) return 1;
    try {
      return (int) GET.get().invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException("openblas_get_num_threads", e);
    }
  }

  @Override
  public void close() {
    set(before);
  }

  private static void set(int count) {
    if (SET.isEmpty()) return;
    try {
      SET.get().invokeExact(count);
    } catch (Throwable e) {
      throw new IllegalStateException("openblas_set_num_threads", e);
    }
  }

  private static Optional<MethodHandle> find(String name, FunctionDescriptor type) {
    // The symbols exist once libtorch, and with it the library, is loaded.
    if (Engine.threads() < 1) return Optional.empty();
    return SymbolLookup.loaderLookup()
        .find(name)
        .map(address -> Linker.nativeLinker().downcallHandle(address, type));
  }
}
