import Glibc

/// The variables that a program gets.
///
/// Not all of the server's own: those may hold the password of its database, which is none of a video tool's business.
enum ProgramEnvironment {
    /// Where programs, libraries, fonts, graphics drivers and scratch space are.
    private static let inherited = [
        "PATH", "HOME", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XDG_RUNTIME_DIR",
        "XDG_CACHE_HOME", "LIBVA_DRIVER_NAME", "LIBVA_DRIVERS_PATH", "NVIDIA_VISIBLE_DEVICES",
        "NVIDIA_DRIVER_CAPABILITIES",
    ]

    /// `extra` wins. The locale is fixed, so that messages and numbers look the same on every machine.
    static func variables(with extra: [String: String]) -> [ProgramArgument] {
        var variables = ["LC_ALL": "C.UTF-8"]
        for name in inherited {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return variables.merging(extra) { $1 }.map { ProgramArgument("\($0.key)=\($0.value)") }
    }
}
