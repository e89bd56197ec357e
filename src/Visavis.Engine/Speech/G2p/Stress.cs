using System.Buffers;

namespace Visavis.Engine.Speech.G2p;

/// <summary>Moves the stress marks of a word's phonemes (ˈ primary, ˌ secondary).</summary>
internal static class Stress
{
    public const char Primary = 'ˈ';
    public const char Secondary = 'ˌ';

    public const double Demoted = -0.5;
    public const double Removed = -2;
    public const double Light = 0.5;
    public const double Strong = 2;

    public const string Vowels = "AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ";
    public const string Consonants = "bdfhjklmnpstvwzðŋɡɹɾʃʒʤʧθ";

    private static readonly SearchValues<char> VowelSearch = SearchValues.Create(Vowels);

    /// <param name="phonemes">One word's phonemes.</param>
    /// <param name="stress">One of the levels above, 0 for "secondary at most", or none to leave all as it is.</param>
    public static string Apply(string phonemes, double? stress) => stress switch
    {
        null => phonemes,
        Removed => Without(Without(phonemes, Primary), Secondary),
        Demoted or 0 when phonemes.Contains(Primary) => Without(phonemes, Secondary).Replace(Primary, Secondary),
        0 or Light when !IsMarked(phonemes) => Mark(phonemes, Secondary),
        Strong when !IsMarked(phonemes) => Mark(phonemes, Primary),
        Strong when !phonemes.Contains(Primary) => phonemes.Replace(Secondary, Primary),
        _ => phonemes,
    };

    private static bool IsMarked(string phonemes) => phonemes.AsSpan().ContainsAny(Primary, Secondary);

    private static string Without(string phonemes, char mark) =>
        phonemes.Contains(mark) ? phonemes.Replace(mark.ToString(), "", StringComparison.Ordinal) : phonemes;

    private static string Mark(string phonemes, char mark)
    {
        var vowel = phonemes.AsSpan().IndexOfAny(VowelSearch);
        return vowel < 0 ? phonemes : phonemes.Insert(vowel, mark.ToString());
    }
}
