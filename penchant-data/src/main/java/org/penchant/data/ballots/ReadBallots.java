package org.penchant.data.ballots;

import java.util.List;
import org.penchant.core.votes.Ballots;
import org.penchant.data.read.FileFacts;

/**
 * Orders that were read.
 *
 * @param ballots in the order of the file
 * @param files the file they stand in, and the one that names the items if there is one
 */
public record ReadBallots(Ballots ballots, List<FileFacts> files) {
  public ReadBallots {
    files = List.copyOf(files);
  }
}
