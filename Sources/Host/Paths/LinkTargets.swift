/// Where symbolic links of a library may lead, once they are resolved.
package struct LinkTargets: Sendable {
    private let allows: @Sendable (HostPath) -> Bool

    /// `allows` is asked with absolute paths without any link or `..` in them, from several threads.
    package init(_ allows: @escaping @Sendable (_ realPath: HostPath) -> Bool) {
        self.allows = allows
    }

    /// The folders and everything below them. They have to be resolved already: see `RealPath`.
    package static func under(_ folders: [HostPath]) -> LinkTargets {
        LinkTargets { path in folders.contains { path.isInside($0) } }
    }

    /// Links stay inside the folder in which they were found.
    package static let nowhereElse = LinkTargets { _ in false }

    package func contains(_ realPath: HostPath) -> Bool { allows(realPath) }
}
