/// What has happened in a tree that is watched.
package enum FolderChange: Hashable, Sendable {
    /// The entries of these folders, or the files in them, are not what they were. Paths are relative to the root,
    /// which is the empty path, and sorted. A new folder is named together with all folders below it; of a folder that
    /// has gone the one above is named. Some may have gone again since.
    case changed([HostPath])
    /// Not everything that happened is known: look at the whole tree again.
    case lost(Loss)

    package enum Loss: Error, Hashable, Sendable {
        /// More happened at once than anybody kept. Watching goes on.
        case overflow
        /// The root was deleted, moved or unmounted, or cannot be read. The stream ends.
        case rootGone
        /// The system, or `HostLimits.watchedFoldersMax`, allows no more watches (`fs.inotify.max_user_watches`). The
        /// stream ends: compare with `FolderPoll` instead.
        case watchLimit
        /// The system has no watching to offer, by the number of its answer (`errno`). The stream ends, as above.
        case unavailable(code: Int32)

        package var isFinal: Bool { self != .overflow }
    }
}

/// How long changes are gathered before they are told.
package struct ChangeTiming: Hashable, Sendable {
    /// The tree has to be quiet for so long.
    package var quietMilliseconds: Int
    /// But so much after the first change it is told in any case.
    package var heldBackMillisecondsMax: Int

    package init(
        quietMilliseconds: Int = HostLimits.quietMilliseconds,
        heldBackMillisecondsMax: Int = HostLimits.heldBackMillisecondsMax
    ) {
        self.quietMilliseconds = max(0, quietMilliseconds)
        self.heldBackMillisecondsMax = max(0, heldBackMillisecondsMax)
    }
}
