import Domain

/// The bounds of settings and of the maintenance of the database.
package enum AdministrationLimits {
    /// UTF-8 bytes of the value of a setting.
    package static let settingBytesMax = 10_000
    /// Characters of a refused value that are told.
    package static let quotedCharactersMax = 100
    /// Settings that one change may hold.
    package static let changesMax = 200
    /// Bytes of the key by which secrets are sealed: AES-256.
    package static let secretKeyBytes = 32
    /// Characters of a secret that are shown so that people recognise it, and how long it must be for that.
    package static let shownCharacters = 4
    package static let shownSecretCharactersMin = 8
    /// Settings that are proposed for a key that does not exist.
    package static let proposalsMax = 3

    /// How long it is remembered what a media server says of itself, and that it says nothing.
    package static let infoKeptSeconds = 60.0
    package static let silenceKeptSeconds = 5.0
    /// Models of an endpoint that are offered.
    package static let listedModelsMax = 200

    /// Tokens that a language model is expected to read for the reason of one pick.
    static func tokensRead(_ kind: TitleKind) -> Int { kind == .series ? 600 : 500 }
    /// Tokens that it is expected to write for it.
    static let tokensWritten = 80
}
