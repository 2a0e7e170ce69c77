/// The limits of what the server asks of the operating system.
package enum HostLimits {
    /// Stack of a thread of our own.
    package static let threadStackBytes = 1024 * 1024

    // Walking.

    /// Folders inside folders that a walk enters.
    package static let folderDepthMax = 64
    /// Entries of one folder; a folder with more is read in part and says so.
    package static let folderEntriesMax = 500_000
    /// Entries of one walk; it ends there and says so.
    package static let walkEntriesMax = 5_000_000
    /// Files between two looks at whether the walk was cancelled.
    package static let filesBetweenLooks = 256
    /// Folders that a walk hands over together.
    package static let listingsPerTurn = 64
    /// Files that a walk hands over together, except that a folder is never cut in two.
    package static let filesPerTurn = 4096

    // Files.

    /// Bytes at the beginning and at the end of a file that its fingerprint covers.
    package static let fingerprintEdgeBytes = 64 * 1024
    /// The longest path that the kernel takes or tells, its end mark included.
    package static let pathBytesMax = 4096
    /// Subfolders that a folder shows when an administrator looks for one.
    package static let subfoldersMax = 10_000

    // Programs.

    /// Bytes that are kept of the end of what a program writes to its standard error.
    package static let errorTailBytes = 4096
    /// Bytes taken from a pipe at a time.
    package static let pipeChunkBytes = 64 * 1024
    /// The most that is read after a program's end: what a pipe can hold (`/proc/sys/fs/pipe-max-size`).
    package static let leftoverBytesMax = 1024 * 1024
    /// How often an end is looked for where the kernel has no descriptor for it.
    package static let endPollMilliseconds = 50
    /// The greatest courtesy towards other programs (`man 2 nice`).
    package static let nicenessMax = 19
    /// The longest grace or time limit, so that arithmetic with it stays far from overflow.
    package static let programSecondsMax = 7 * 86_400.0

    // Watching.

    /// Folders of one tree that are watched.
    package static let watchedFoldersMax = 200_000
    /// Changed folders that wait for their reader; beyond that the answer is "anything may have changed".
    package static let pendingFoldersMax = 10_000
    /// Bytes of events taken from the kernel at a time.
    package static let eventBytesMax = 64 * 1024
    /// How long a tree has to be quiet before its changes are told.
    package static let quietMilliseconds = 2000
    /// How long a change is held back at most while the tree stays busy.
    package static let heldBackMillisecondsMax = 30_000
    /// How often a tree that cannot be watched is compared.
    package static let comparisonInterval: Duration = .seconds(300)

    // Statistics.

    /// Bytes read of one file under `/proc`.
    package static let procBytesMax = 256 * 1024
}
