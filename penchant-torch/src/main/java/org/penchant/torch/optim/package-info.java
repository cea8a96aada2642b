/**
 * Optimisers and what they need: moments, clipping. An optimiser's state is named tensors, so that
 * checkpoints are safetensors. Imports tensor.
 */
@NullMarked
package org.penchant.torch.optim;

import org.jspecify.annotations.NullMarked;
