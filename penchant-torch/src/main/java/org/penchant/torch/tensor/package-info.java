/**
 * Tensors and who owns them: the only place, with {@code org.penchant.torch.safetensors} beside it,
 * that knows libtorch's binding. {@link Tensor} holds what an element-wise or shape operation is,
 * {@link Nn} the fused operations of neural networks, {@link TensorScope} the ownership. Operations
 * are added when something uses them.
 */
@NullMarked
package org.penchant.torch.tensor;

import org.jspecify.annotations.NullMarked;
