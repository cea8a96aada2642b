package org.penchant.torch.tensor;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.PointerScope;

/**
 * The owner of all native memory made on this thread while it is the innermost open scope.
 *
 * <p>Closing frees every tensor made inside, except those handed to the enclosing scope by {@link
 * #keep}. Scopes close in the reverse order of opening and belong to one platform thread. A tensor
 * made outside any scope lives until {@link Tensor#close} (or until the garbage collector finds
 * it).
 */
public final class TensorScope implements AutoCloseable {
  private static final ThreadLocal<Deque<TensorScope>> OPEN =
      ThreadLocal.withInitial(ArrayDeque::new);
  private static final AtomicLong LIVE = new AtomicLong();

  private final PointerScope pointers = new PointerScope();
  private final Set<Tensor> owned = Collections.newSetFromMap(new IdentityHashMap<>());

  private TensorScope() {}

  public static TensorScope open() {
    var scope = new TensorScope();
    OPEN.get().push(scope);
    return scope;
  }

  /** How many tensors are alive in the whole process; what leak checks compare. */
  public static long liveTensors() {
    return LIVE.get();
  }

  /** Hands a tensor of this scope to the enclosing one, or to nobody if this is the outermost. */
  public Tensor keep(Tensor tensor) {
    if (!owned.remove(tensor)) throw new IllegalArgumentException("not a tensor of this scope");
    // The binding counts references: one for the scope, and one of ours while it changes hands.
    tensor.handle.retainReference();
    pointers.detach(tensor.handle);
    var enclosing = enclosing();
    if (enclosing != null) {
      enclosing.pointers.attach(tensor.handle);
      enclosing.owned.add(tensor);
      tensor.handle.releaseReference();
    }
    return tensor;
  }

  /** Takes a tensor out of whatever scope owns it: it lives until {@link Tensor#close}. */
  public static Tensor free(Tensor tensor) {
    for (var scope : OPEN.get())
      if (scope.owned.remove(tensor)) {
        tensor.handle.retainReference();
        scope.pointers.detach(tensor.handle);
        break;
      }
    return tensor;
  }

  @Override
  public void close() {
    if (OPEN.get().peek() != this)
      throw new IllegalStateException("scopes must close in reverse order, on their own thread");
    OPEN.get().pop();
    LIVE.addAndGet(-owned.size());
    owned.clear();
    pointers.close();
  }

  static void register(Tensor tensor) {
    LIVE.incrementAndGet();
    var innermost = OPEN.get().peek();
    if (innermost != null) innermost.owned.add(tensor);
  }

  static void release(Tensor tensor) {
    for (var scope : OPEN.get()) if (scope.owned.remove(tensor)) break;
    LIVE.decrementAndGet();
  }

  private @org.jspecify.annotations.Nullable TensorScope enclosing() {
    var scopes = OPEN.get().iterator();
    while (scopes.hasNext())
      if (scopes.next() == this) return scopes.hasNext() ? scopes.next() : null;
    throw new IllegalStateException("scope is closed, or of another thread");
  }
}
