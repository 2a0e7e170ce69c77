import CHost
import Glibc

/// Starts a program with nothing to read, its two outputs in pipes, in a process group of its own.
///
/// Foundation's `Process` reads the list of open descriptors past its end on Linux, so `posix_spawn` is used directly.
enum ProgramLaunch {
    /// The ends of the pipes that the server reads; reading never waits.
    struct Started {
        let id: pid_t
        let output: OwnedDescriptor?
        let errors: OwnedDescriptor
    }

    /// Blocks until the program has replaced the copy of the server that it starts as.
    ///
    /// To be called on a thread that ends with the program: its own courtesy is changed to the program's, because that
    /// is the one moment at which it holds for all of the program's threads.
    static func start(_ command: ProgramCommand, readsOutput: Bool) throws(ProgramError) -> Started {
        let variables = try checkedVariables(command)
        let output = readsOutput ? try pipe() : nil
        let errors = try pipe()
        let actions = try Actions(output: output?.write, errors: errors.write, folder: command.workingFolder)
        let attributes = try Attributes()
        let arguments = CStrings([command.program.bytes] + command.arguments.map(\.bytes))
        let environment = CStrings(variables.map(\.bytes))
        standBack(command.niceness)
        var id: pid_t = 0
        let failure = command.program.withCString { program in
            posix_spawn(
                &id, program, &actions.raw, &attributes.raw, arguments.pointers, environment.pointers)
        }
        guard failure == 0 else { throw ProgramError(code: failure) }
        return Started(id: id, output: output?.read, errors: errors.read)
    }

    /// Never pushes forward: a server that stands back already stays where it is.
    private static func standBack(_ niceness: Int) {
        let process = __priority_which_t(PRIO_PROCESS.rawValue)
        let wanted = CInt(min(max(niceness, 0), HostLimits.nicenessMax))
        if wanted > getpriority(process, 0) { _ = setpriority(process, 0, wanted) }
    }

    private static func checkedVariables(_ command: ProgramCommand) throws(ProgramError) -> [ProgramArgument] {
        let names = command.environment.keys
        let variables = ProgramEnvironment.variables(with: command.environment)
        let texts = command.arguments + variables
        let folder = command.workingFolder ?? "/"
        guard command.program.isAbsolute, !command.program.hasNUL, folder.isAbsolute, !folder.hasNUL,
            !texts.contains(where: { $0.bytes.contains(0) }),
            !names.contains(where: { $0.isEmpty || $0.utf8.contains(UInt8(ascii: "=")) })
        else { throw .malformed }
        return variables
    }

    private static func pipe() throws(ProgramError) -> (read: OwnedDescriptor, write: OwnedDescriptor) {
        var ends: [CInt] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw ProgramError(code: errno) }
        guard let read = beyondStandard(ends[0]), let write = beyondStandard(ends[1]) else {
            throw ProgramError(code: errno)
        }
        _ = fcntl(read.number, F_SETFL, O_NONBLOCK)
        return (read, write)
    }

    /// A server that was started without standard streams gets 0, 1 or 2 for its pipes, which the program's own
    /// streams would then overwrite.
    private static func beyondStandard(_ number: CInt) -> OwnedDescriptor? {
        guard let descriptor = OwnedDescriptor(number) else { return nil }
        guard number <= STDERR_FILENO else { return descriptor }
        return OwnedDescriptor(fcntl(descriptor.number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1))
    }
}

/// What the program's descriptors and folder are to be.
private final class Actions {
    var raw = posix_spawn_file_actions_t()

    init(output: OwnedDescriptor?, errors: OwnedDescriptor, folder: HostPath?) throws(ProgramError) {
        posix_spawn_file_actions_init(&raw)
        var failures = [posix_spawn_file_actions_addopen(&raw, STDIN_FILENO, "/dev/null", O_RDONLY, 0)]
        if let output {
            failures.append(posix_spawn_file_actions_adddup2(&raw, output.number, STDOUT_FILENO))
        } else {
            failures.append(posix_spawn_file_actions_addopen(&raw, STDOUT_FILENO, "/dev/null", O_WRONLY, 0))
        }
        failures.append(posix_spawn_file_actions_adddup2(&raw, errors.number, STDERR_FILENO))
        // Somebody's socket without the close-on-exec mark would stay open as long as the program runs.
        failures.append(posix_spawn_file_actions_addclosefrom_np(&raw, STDERR_FILENO + 1))
        if let folder {
            failures.append(folder.withCString { posix_spawn_file_actions_addchdir_np(&raw, $0) })
        }
        if let failure = failures.first(where: { $0 != 0 }) { throw ProgramError(code: failure) }
    }

    deinit {
        posix_spawn_file_actions_destroy(&raw)
    }
}

/// A group of its own, no blocked signals, and the usual answers to those that a server ignores.
private final class Attributes {
    var raw = posix_spawnattr_t()

    init() throws(ProgramError) {
        posix_spawnattr_init(&raw)
        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for signal in [SIGPIPE, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGCHLD, SIGUSR1, SIGUSR2] {
            sigaddset(&usual, signal)
        }
        let flags = CShort(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        let failures = [
            posix_spawnattr_setflags(&raw, flags), posix_spawnattr_setpgroup(&raw, 0),
            posix_spawnattr_setsigmask(&raw, &none), posix_spawnattr_setsigdefault(&raw, &usual),
        ]
        if let failure = failures.first(where: { $0 != 0 }) { throw ProgramError(code: failure) }
    }

    deinit {
        posix_spawnattr_destroy(&raw)
    }
}

/// Texts as C takes them, freed with their owner.
private final class CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [[UInt8]]) {
        pointers = texts.map { text in strdup(text.map { CChar(bitPattern: $0) } + [0]) } + [nil]
    }

    deinit {
        for pointer in pointers { free(pointer) }
    }
}
