/// What a walk leaves out, and where its links may lead.
package struct WalkOptions: Sendable {
    /// Whether to enter a folder, asked with its name alone. The root is always entered.
    package var shouldEnter: @Sendable (_ name: HostPath) -> Bool
    /// Whether to look at a file, asked with its name alone. The folder's digest covers all names all the same.
    package var shouldLook: @Sendable (_ name: HostPath) -> Bool
    /// Where links may lead beside the root itself.
    package var links: LinkTargets
    /// A folder that holds an entry of one of these names, other than a folder, is left out with all that is below it.
    package var markers: Set<HostPath>
    /// The digest of a folder at the last walk, by its relative path. The files of a folder that still has it are not
    /// looked at; its subfolders are entered, because a folder does not change with what lies deeper.
    package var known: @Sendable (_ folder: HostPath) -> Digest128?
    /// See `HostLimits.folderDepthMax`, `folderEntriesMax` and `walkEntriesMax`.
    package var depthMax: Int
    package var folderEntriesMax: Int
    package var walkEntriesMax: Int

    package init(
        shouldEnter: @escaping @Sendable (_ name: HostPath) -> Bool = { _ in true },
        shouldLook: @escaping @Sendable (_ name: HostPath) -> Bool = { _ in true },
        links: LinkTargets = .nowhereElse,
        markers: Set<HostPath> = [".ignore", ".nomedia"],
        known: @escaping @Sendable (_ folder: HostPath) -> Digest128? = { _ in nil }
    ) {
        self.shouldEnter = shouldEnter
        self.shouldLook = shouldLook
        self.links = links
        self.markers = markers
        self.known = known
        depthMax = HostLimits.folderDepthMax
        folderEntriesMax = HostLimits.folderEntriesMax
        walkEntriesMax = HostLimits.walkEntriesMax
    }
}
