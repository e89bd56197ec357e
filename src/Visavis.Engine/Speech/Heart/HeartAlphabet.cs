namespace Visavis.Engine.Speech.Heart;

/// <summary>What the network was trained on; for other symbols it has numbers but mumbles.</summary>
internal static class HeartAlphabet
{
    private const string Phones = "iɪɛæɑɔʊuʌəɐᵻᵊɜAIOWYbdfhklmnpstvwzɡjŋɹʃʒʧʤθðT";

    public static bool Knows(char symbol) =>
        symbol == ' ' || Ipa.IsStress(symbol) || Ipa.IsMark(symbol) || Phones.Contains(symbol, StringComparison.Ordinal);
}
