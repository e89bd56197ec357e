namespace Visavis.Engine.Hearing;

/// <summary>Which class of the viseme net a phoneme belongs to: IPA letters, and the one-letter diphthongs of the voices' alphabet.</summary>
public static class VisemeSounds
{
    private static readonly Dictionary<char, (VisemeClass First, VisemeClass Second)> Table = Make();

    /// <summary>The classes in which a phoneme begins and ends, alike but for diphthongs; null for h, which has its neighbour's mouth, and for unknown signs.</summary>
    public static (VisemeClass First, VisemeClass Second)? Of(char symbol) => Table.TryGetValue(symbol, out var classes) ? classes : null;

    private static Dictionary<char, (VisemeClass, VisemeClass)> Make()
    {
        var table = new Dictionary<char, (VisemeClass, VisemeClass)>();
        void Add(VisemeClass viseme, string symbols)
        {
            foreach (var symbol in symbols)
            {
                table[symbol] = (viseme, viseme);
            }
        }

        Add(VisemeClass.PP, "pbmɸβ");
        Add(VisemeClass.FF, "fvʋɱⱱ");
        Add(VisemeClass.TH, "θð");
        Add(VisemeClass.DD, "tdʈɖɾɽT");
        Add(VisemeClass.KK, "kɡgxɣqχŋçʝcɟʔɴɰ");
        Add(VisemeClass.CH, "ʧʤʃʒɕʑʂʐʨʥ");
        Add(VisemeClass.SS, "szʦʣ");
        Add(VisemeClass.NN, "nlɲɳɫɭʎ");
        Add(VisemeClass.RR, "ɹrɻʁʀɚɜɝ");
        Add(VisemeClass.AA, "aɑʌɐəᵊɘä");
        Add(VisemeClass.E, "ɛeæ");
        Add(VisemeClass.IH, "iɪjɨɯᵻ");
        Add(VisemeClass.OH, "oɔɒɤɵœ");
        Add(VisemeClass.OU, "uʊwʉyøɥʏ");
        table['A'] = (VisemeClass.E, VisemeClass.IH);
        table['I'] = (VisemeClass.AA, VisemeClass.IH);
        table['O'] = (VisemeClass.OH, VisemeClass.OU);
        table['Q'] = (VisemeClass.OH, VisemeClass.OU);
        table['W'] = (VisemeClass.AA, VisemeClass.OU);
        table['Y'] = (VisemeClass.OH, VisemeClass.IH);
        return table;
    }
}
