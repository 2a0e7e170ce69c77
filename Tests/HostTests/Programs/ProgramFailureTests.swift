import Glibc
import Host
import Testing

@Suite("Programs that cannot start")
struct ProgramFailureTests {
    private let temporary: TemporaryFolder

    init() throws {
        temporary = try TemporaryFolder()
    }

    private func run(_ command: ProgramCommand) async throws(ProgramError) -> Program.Output {
        try await Program.run(command, within: .generous)
    }

    @Test func missingProgramsAreTold() async throws {
        try temporary.file("file")
        await #expect(throws: ProgramError.missing) { try await run(ProgramCommand(temporary["none"])) }
        await #expect(throws: ProgramError.missing) { try await run(ProgramCommand(temporary["file/none"])) }
    }

    @Test func whatIsNoProgramIsRefused() async throws {
        try temporary.file("text", Array("no program".utf8))
        await #expect(throws: ProgramError.permissionDenied) { try await run(ProgramCommand(temporary["text"])) }
        await #expect(throws: ProgramError.permissionDenied) { try await run(ProgramCommand(temporary.path)) }
        try temporary.allow(0o755, "text")
        await #expect(throws: ProgramError.cannotStart(code: ENOEXEC)) {
            try await run(ProgramCommand(temporary["text"]))
        }
    }

    @Test func aMissingWorkingFolderIsTold() async throws {
        let command = ProgramCommand("/bin/true", workingFolder: temporary["none"])
        await #expect(throws: ProgramError.missing) { try await run(command) }
    }

    @Test(arguments: [
        ProgramCommand("sh"), ProgramCommand(""), ProgramCommand("bin/sh"), ProgramCommand("/bin/sh\0"),
        ProgramCommand("/bin/true", ["a\0b"]), ProgramCommand("/bin/true", environment: ["A": "b\0c"]),
        ProgramCommand("/bin/true", environment: ["": "b"]), ProgramCommand("/bin/true", environment: ["A=B": "c"]),
        ProgramCommand("/bin/true", workingFolder: "usr"), ProgramCommand("/bin/true", workingFolder: "/usr\0"),
    ])
    func malformedCommandsAreRefused(command: ProgramCommand) async {
        await #expect(throws: ProgramError.malformed) { try await run(command) }
    }

    @Test func argumentsThatAreTooLongAreTold() async {
        let long = ProgramArgument(HostPath(bytes: [UInt8](repeating: 0x61, count: 4_000_000)))
        await #expect(throws: ProgramError.cannotStart(code: E2BIG)) {
            try await run(ProgramCommand("/bin/true", [long]))
        }
    }

    @Test func programsAreFoundByTheirNames() throws {
        try temporary.file("a/tool", Array("#!/bin/sh".utf8))
        try temporary.file("b/tool", Array("#!/bin/sh".utf8))
        try temporary.folder("c/tool")
        try temporary.allow(0o755, "b/tool")
        let path = ["relative", "", temporary["c"].text, temporary["a"].text, temporary["b"].text].joined(
            separator: ":")
        #expect(Program.find("tool", in: path) == temporary["b/tool"])
        #expect(Program.find("none", in: path) == nil)
        #expect(Program.find("", in: path) == nil)
        #expect(Program.find("..", in: path) == nil)
        #expect(Program.find("tool", in: "") == nil)
        #expect(Program.find("../b/tool", in: path) == nil)
        #expect(Program.find(temporary["b/tool"].text, in: "") == temporary["b/tool"])
        #expect(Program.find(temporary["a/tool"].text) == nil)
    }

    @Test func theShellIsInTheServersOwnPath() throws {
        let shell = try #require(Program.find("sh"))
        #expect(shell.isAbsolute)
    }
}
