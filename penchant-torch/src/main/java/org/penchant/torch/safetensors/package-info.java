/**
 * The safetensors format: files mapped into memory and handed to libtorch without a copy, and
 * written atomically. Imports {@code org.penchant.torch.tensor} only; a new element type is a new
 * constant of its {@code DType}.
 */
@NullMarked
package org.penchant.torch.safetensors;

import org.jspecify.annotations.NullMarked;
