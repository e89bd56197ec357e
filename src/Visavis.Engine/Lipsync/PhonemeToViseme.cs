namespace Visavis.Engine.Lipsync;

/// <summary>What the mouth aims at for one phoneme, and how strongly it pulls at its neighbours.</summary>
/// <param name="Jaw">0 closed to 1 fully open.</param>
/// <param name="Width">-1 rounded to 1 spread.</param>
/// <param name="Pull">Dominance over neighbours for jaw and width (Cohen and Massaro 1993): vowels yield to consonants that need a shape.</param>
/// <param name="Shape">Which special shape it takes.</param>
/// <param name="Weight">How much of that shape.</param>
internal readonly record struct Viseme(float Jaw, float Width, float Pull, VisemeShape Shape = VisemeShape.None, float Weight = 0);

/// <summary>Shapes that jaw and width cannot say.</summary>
internal enum VisemeShape
{
    None,
    Closure,
    FV,
    TH,
    L,
    SZ,
    CH,
}

/// <summary>Mouth targets of the phonemes of English (misaki's alphabet) and of plain IPA letters.</summary>
internal static class PhonemeToViseme
{
    private static readonly Dictionary<char, (Viseme First, Viseme Second)> Table = Make();

    /// <summary>The targets at the beginning and the end of a phoneme; alike but for diphthongs.</summary>
    public static (Viseme First, Viseme Second) Of(char symbol) =>
        Table.TryGetValue(symbol, out var visemes) ? visemes : (new Viseme(0.2f, 0, 0.6f), new Viseme(0.2f, 0, 0.6f));

    private static Dictionary<char, (Viseme, Viseme)> Make()
    {
        var table = new Dictionary<char, (Viseme, Viseme)>();
        void Add(string symbols, Viseme viseme)
        {
            foreach (var symbol in symbols)
            {
                table[symbol] = (viseme, viseme);
            }
        }
        void Glide(char symbol, Viseme first, Viseme second) => table[symbol] = (first, second);

        Add("pbm", new Viseme(0, 0, 0.6f, VisemeShape.Closure, 1));
        Add("fvⱱɱ", new Viseme(0.1f, 0.1f, 0.8f, VisemeShape.FV, 1));
        Add("θð", new Viseme(0.16f, 0.1f, 0.7f, VisemeShape.TH, 0.85f));
        Add("lɫ", new Viseme(0.22f, 0.05f, 0.5f, VisemeShape.L, 0.6f));
        Add("tdnTɾ", new Viseme(0.14f, 0.1f, 0.5f, VisemeShape.L, 0.3f));
        Add("szʦʣ", new Viseme(0.08f, 0.25f, 0.8f, VisemeShape.SZ, 0.8f));
        Add("ʃʒʧʤɕʑ", new Viseme(0.12f, -0.45f, 0.9f, VisemeShape.CH, 0.65f));
        Add("kɡŋxɣqcɟ", new Viseme(0.2f, 0, 0.35f));
        Add("hɦʔ", new Viseme(0.2f, 0, 0.1f));
        Add("ɹrʁʀ", new Viseme(0.24f, -0.55f, 0.65f));
        Add("wɥ", new Viseme(0.01f, -1, 1.8f));
        Add("jʝ", new Viseme(0.06f, 0.6f, 0.7f));
        Add("iɪyᵻ", new Viseme(0.2f, 0.7f, 0.7f));
        Add("eɛøœ", new Viseme(0.38f, 0.5f, 0.75f));
        Add("æa", new Viseme(0.6f, 0.45f, 0.8f));
        Add("ɐʌ", new Viseme(0.56f, 0, 0.8f));
        Add("ɑɒ", new Viseme(0.7f, 0, 0.9f));
        Add("əᵊɜ", new Viseme(0.26f, 0, 0.45f));
        Add("ɔ", new Viseme(0.66f, -0.6f, 0.9f));
        Add("oʊ", new Viseme(0.3f, -0.75f, 0.8f));
        Add("uɯ", new Viseme(0.02f, -1, 1.5f));
        Glide('A', new Viseme(0.42f, 0.5f, 0.75f), new Viseme(0.22f, 0.7f, 0.7f));
        Glide('I', new Viseme(0.7f, 0.1f, 0.8f), new Viseme(0.24f, 0.6f, 0.7f));
        Glide('O', new Viseme(0.4f, -0.5f, 0.8f), new Viseme(0.08f, -1, 0.9f));
        Glide('W', new Viseme(0.66f, 0.05f, 0.8f), new Viseme(0.1f, -0.9f, 0.9f));
        Glide('Y', new Viseme(0.66f, -0.65f, 0.9f), new Viseme(0.22f, 0.6f, 0.7f));
        Glide('Q', new Viseme(0.32f, -0.1f, 0.7f), new Viseme(0.18f, -0.8f, 0.8f));
        return table;
    }
}
