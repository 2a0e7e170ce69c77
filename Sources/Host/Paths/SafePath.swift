/// Turns what a request or a database says about a file into the path of a file that may be opened.
package struct SafePath: Sendable {
    private let root: HostPath
    private let targets: LinkTargets

    /// `root` is absolute; it may itself be a link. `targets` are allowed beside the root.
    package init(root: HostPath, links targets: LinkTargets = .nowhereElse) {
        self.root = root
        self.targets = targets
    }

    /// Where `relative` lies, links resolved, provided that this is below the root or an allowed target. Blocks, and is
    /// true for the moment of the call: who may write below the root may exchange a file for a link afterwards.
    ///
    /// Empty components and `.` are skipped; the empty path is the root. Throws every case of `FileError` but
    /// `.wrongKind` for folders: the answer says whether it is one. A wrong `relative` is refused before the file
    /// system is asked, so nobody can learn from the answer what lies outside.
    package func resolve(_ relative: HostPath) throws(FileError) -> RealPath {
        let path = try Self.checked(relative)
        let base = try RealPath(of: root)
        guard base.isFolder else { throw .wrongKind }
        let found = try RealPath(of: base.path.appending(path))
        guard found.path.isInside(base.path) || targets.contains(found.path) else { throw .outside }
        return found
    }

    /// The same path without empty components and `.`.
    static func checked(_ relative: HostPath) throws(FileError) -> HostPath {
        guard !relative.hasNUL else { throw .malformed }
        guard !relative.isAbsolute else { throw .absolute }
        var checked = HostPath(bytes: [])
        for component in relative.bytes.split(separator: HostPath.slash) {
            if component.elementsEqual("..".utf8) { throw .climbs }
            if !component.elementsEqual(".".utf8) { checked = checked.appending(component) }
        }
        return checked
    }
}
