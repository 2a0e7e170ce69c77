/// The bounds of accounts, keys and pairing codes.
package enum AccountsLimits {
    /// RFC 5321 section 4.5.3.1.3: a path has at most 256 octets, angle brackets included.
    package static let emailBytesMax = 254
    package static let nameCharactersMax = 100
    package static let passwordBytesMin = 8
    /// Longer inputs only cost time; a passphrase fits many times.
    package static let passwordBytesMax = 1024
    /// Each hash takes `128 * N * r` bytes (32 MiB), so this also bounds the memory of simultaneous sign-ins.
    package static let passwordThreads = 2

    /// The length of a key: letters and digits only.
    package static let keyCharacters = 64
    package static let keyBytes = 32
    package static let keyLabelCharactersMax = 100
    /// A key's last use is written at most this often.
    package static let keyUseIntervalSeconds = 60.0
    /// Keys whose last write is remembered in this process.
    package static let keyUsesRemembered = 10_000

    package static let pairingDigits = 8
    package static let pairingSecondsValid = 600.0
    package static let pairingOpenMax = 5
    /// How long used and expired codes can be told from unknown ones.
    package static let pairingSecondsRemembered = 86_400.0
    /// New digits are drawn this often when they are somebody's open code already.
    package static let pairingDrawsMax = 10

    package static let wrongCodesOfAddress = 20
    package static let wrongCodesOfAddressSeconds = 60.0
    package static let wrongCodesOfAll = 1000
    package static let wrongCodesOfAllSeconds = 3600.0

    /// A session ends when it was not used for so long: 14 days.
    package static let sessionIdleSeconds = 1_209_600.0
    /// And in any case so long after its beginning: 90 days.
    package static let sessionSeconds = 7_776_000.0
    /// A session's use is written at most this often.
    package static let sessionUseIntervalSeconds = 60.0
    /// Browsers in which one account is signed in; a further one ends the session that was idle longest.
    package static let sessionsOpenMax = 50
    /// Characters of what a browser says of itself that are kept.
    package static let deviceCharactersMax = 300

    /// The session of an app ends when it was not used for so long: 30 days.
    package static let appIdleSeconds = 2_592_000.0
    /// And in any case so long after its beginning: ten years.
    package static let appSessionSeconds = 315_360_000.0
    /// An app is told of its session's new end at most once a day.
    package static let appRenewalSeconds = 86_400.0
    /// How long the session lasts in which the device of a key plays; longer than any address that is signed in it.
    package static let keySessionSeconds = 2_592_000.0

    /// Wrong passwords of one app's address for one name, of one name, and of one address, in 15 minutes.
    package static let wrongPasswordsOfPair = 5
    package static let wrongPasswordsOfName = 10
    package static let wrongPasswordsOfAddress = 100
    /// Longer passwords are wrong without being looked at.
    package static let appPasswordCharactersMax = 256

    /// Attempts to sign in with a password, right ones included, in one window.
    package static let signInsOfAddress = 60
    package static let signInsOfAccount = 20
    package static let signInWindowSeconds = 900.0

    /// An access token is good for so long: a day.
    package static let accessTokenSeconds = 86_400.0
    /// Longer texts are no access tokens.
    package static let accessTokenBytesMax = 1024
    /// Accounts that callers of one address may make for themselves in one window; this machine itself is not counted.
    package static let registrationsOfAddress = 100
    package static let registrationWindowSeconds = 900.0
    /// Who registers needs a password of so many code points.
    package static let registrationPasswordMin = 8

    /// How long a person may take at an identity provider.
    package static let externalSignInSeconds = 600.0
    /// The length of an AES-GCM nonce.
    package static let ticketNonceBytes = 12

    /// Buckets of one `MemoryRateWindows`; beyond it the one that was idle longest is forgotten.
    package static let rateBucketsMax = 20_000

    /// Keys that are kept in memory with their accounts, and for how long at most.
    static let keysKept = 1_000
    static let keyKeptSeconds = 5.0
}
