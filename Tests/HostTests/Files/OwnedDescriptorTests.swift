import Glibc
import Testing

@testable import Host

@Suite("Open files")
struct OwnedDescriptorTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
        try temporary.file("folder/file")
    }

    private func open(_ path: HostPath) throws -> OwnedDescriptor {
        try #require(OwnedDescriptor.open(temporary[path].text, O_RDONLY))
    }

    @Test func theLastOwnerClosesIt() throws {
        var descriptor: OwnedDescriptor? = try open("folder/file")
        // Duplicates share their position, so the number alone would not tell whether it is still the same file.
        let path = "/proc/self/fd/\(try #require(descriptor?.number))"
        let target = temporary["folder/file"]
        #expect(try RealPath(of: HostPath(path)).path == target)
        descriptor = nil
        #expect((try? RealPath(of: HostPath(path)).path) != target)
    }

    @Test func itIsClosedInPrograms() throws {
        let descriptor = try open("folder/file")
        #expect(fcntl(descriptor.number, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func theRealPathFollowsTheFile() throws {
        let descriptor = try open("folder/file")
        #expect(descriptor.realPath == temporary["folder/file"])
        try temporary.move("folder/file", to: "moved")
        #expect(descriptor.realPath == temporary["moved"])
        try temporary.remove("moved")
        #expect(descriptor.realPath == nil)
    }

    @Test func aNameThatLooksDeletedIsNot() throws {
        try temporary.file("a (deleted)")
        #expect(try open("a (deleted)").realPath == temporary["a (deleted)"])
    }

    @Test func aFailureIsNil() {
        #expect(OwnedDescriptor(-1) == nil)
        #expect(OwnedDescriptor.open(temporary["none"].text, O_RDONLY) == nil)
        #expect(errno == ENOENT)
    }

    @Test(arguments: [
        (ENOENT, FileError.missing), (EACCES, .permissionDenied), (EPERM, .permissionDenied), (ELOOP, .linkLoop),
        (ENAMETOOLONG, .malformed), (ENOTDIR, .wrongKind), (EIO, .unreadable(code: EIO)),
    ])
    func answersOfTheSystemHaveNames(code: CInt, error: FileError) {
        #expect(FileError(code: code) == error)
    }
}
