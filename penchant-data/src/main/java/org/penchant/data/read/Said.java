package org.penchant.data.read;

import java.util.List;
import org.penchant.core.preference.Content;
import org.penchant.core.preference.Feedback;

/**
 * What a row says, its further columns aside.
 *
 * @param mismatch whether the dialogues it was split from part too early
 */
record Said(Content prompt, List<Content> candidates, Feedback feedback, boolean mismatch) {}
