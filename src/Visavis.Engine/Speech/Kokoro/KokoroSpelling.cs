namespace Visavis.Engine.Speech.Kokoro;

/// <summary>espeak-ng's IPA in the signs that Kokoro learned for languages other than English.</summary>
internal static class KokoroSpelling
{
    private static readonly (string Tied, char Sign)[] Joined =
    [
        ("a^ɪ", 'I'), ("a^ʊ", 'W'), ("d^z", 'ʣ'), ("d^ʒ", 'ʤ'), ("e^ɪ", 'A'), ("o^ʊ", 'O'), ("ə^ʊ", 'Q'), ("s^s", 'S'), ("t^s", 'ʦ'), ("t^ʃ", 'ʧ'),
        ("ɔ^ɪ", 'Y'),
    ];

    public static string Of(string ipa)
    {
        foreach (var (tied, sign) in Joined)
        {
            ipa = ipa.Replace(tied, sign.ToString(), StringComparison.Ordinal);
        }
        return ipa.Replace("^", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
    }

    /// <summary>IPA that people wrote, mostly without ties.</summary>
    public static string OfGiven(string ipa)
    {
        var plain = IpaReading.Plain(ipa);
        foreach (var (tied, sign) in Joined.Where(joined => joined.Sign != 'S'))
        {
            plain = plain.Replace(tied.Replace("^", "", StringComparison.Ordinal), sign.ToString(), StringComparison.Ordinal);
        }
        return plain;
    }
}
