/** Measurements that users can repeat: what {@code penchant bench} runs. Imports the libraries. */
@NullMarked
package org.penchant.app.bench;

import org.jspecify.annotations.NullMarked;
