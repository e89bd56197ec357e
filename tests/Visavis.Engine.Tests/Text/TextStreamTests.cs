using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Visavis.Engine.Text;

namespace Visavis.Engine.Tests.Text;

/// <summary>What comes out when: text in a language model's tokens, in words, in sentences, and with pauses.</summary>
public sealed partial class TextStreamTests
{
    /// <summary>Each row's deltas are parted by "¦"; what each brings follows it in braces, and what the end brings comes last.</summary>
    [Theory]
    [InlineData("That is the answer.", "That is the answer.{That is the answer./S}")]
    [InlineData("Sure.¦ It is a test.", "Sure.{Sure./S}¦ It is a test.{It is a test./S}")]
    [InlineData("Oh¦ really¦?¦ Yes", "Oh¦ really¦?{Oh really?/S}¦ Yes{Yes/S}")]
    [InlineData("however¦,¦ it¦ is", "however¦,{however,/C}¦ it¦ is{it is/S}")]
    [InlineData("Go on. It was rather late, however¦,¦ not so.", "Go on. It was rather late, however{Go on./S}¦,{It was rather late, however,/C}¦ not so.{not so./S}")]
    [InlineData("Go. So,¦ no.", "Go. So,{Go./S}¦ no.{So, no./S}")]
    [InlineData("One two three¦:¦ four.", "One two three¦:{One two three:/C}¦ four.{four./S}")]
    [InlineData("the¦ answer¦.¦ The", "the¦ answer¦.¦ The{the answer./S}{The/S}")]
    [InlineData("See¦ example¦.¦com¦ now¦.", "See¦ example¦.¦com¦ now¦.{See example.com now./S}")]
    [InlineData("Go to www.¦example¦.¦org¦!", "Go to www.¦example¦.¦org¦!{Go to www.example.org!/S}")]
    [InlineData("mail¦ me¦@¦site¦.¦de¦,¦ ok", "mail¦ me¦@¦site¦.¦de¦,¦ ok{mail me@site.de,/C}{ok/S}")]
    [InlineData("https¦:¦//¦a.b¦?¦x=1¦,2 it", "https¦:¦//¦a.b¦?¦x=1¦,2 it{https://a.b?x=1,2 it/S}")]
    [InlineData("pi¦ is¦ 3¦.¦14¦, 1¦,¦000¦ at¦ 10¦:¦30", "pi¦ is¦ 3¦.¦14¦, 1{pi is 3.14,/C}¦,¦000¦ at¦ 10¦:¦30{1,000 at 10:30/S}")]
    [InlineData("Fruit¦,¦ e¦.¦g¦.¦ pears", "Fruit¦,{Fruit,/C}¦ e¦.¦g¦.¦ pears{e.g. pears/S}")]
    [InlineData("Ask¦ Dr¦.¦ Who. Or Dr.¦ No", "Ask¦ Dr¦.¦ Who. Or Dr.{Ask Dr. Who./S}¦ No{Or Dr. No/S}")]
    [InlineData("approx.¦ 5 a.m.¦ then etc.¦ and", "approx.¦ 5 a.m.¦ then etc.¦ and{approx. 5 a.m. then etc. and/S}")]
    [InlineData("Of the U.S.¦ Army at St.¦ Ives", "Of the U.S.¦ Army at St.¦ Ives{Of the U.S. Army at St. Ives/S}")]
    [InlineData("my-site.¦io", "my-site.¦io{my-site.io/S}")]
    [InlineData("What¦?¦!¦ No¦ way¦!!", "What¦?{What?/S}¦!¦ No¦ way¦!!{No way!!/S}")]
    [InlineData("Fine.¦..¦ go", "Fine.{Fine./S}¦..¦ go{go/S}")]
    [InlineData("\"Yes¦,¦\" he¦ said", "\"Yes¦,¦\" he{\"Yes,\"/C}¦ said{he said/S}")]
    [InlineData("It is 5\" long¦,¦ yes", "It is 5\" long¦,{It is 5\" long,/C}¦ yes{yes/S}")]
    [InlineData("(Well¦,¦ yes¦.¦)¦ No", "(Well¦,¦ yes{(Well,/C}¦.¦)¦ No{yes.)/S}{No/S}")]
    [InlineData("**Bold end.**¦ Next", "**Bold end.**{Bold end./S}¦ Next{Next/S}")]
    [InlineData("`a.b¦ foo.¦bar`", "`a.b¦ foo.¦bar`{a.b foo.bar/S}")]
    [InlineData("all.*¦ of", "all.*¦ of{all.*/C}{of/S}")]
    [InlineData("你好¦。¦我们走", "你好¦。{你好。/S}¦我们走{我们走/S}")]
    [InlineData("「你好¦。¦」好", "「你好¦。¦」好{「你好。」/S}{好/S}")]
    [InlineData("Das ist ein Test.¦ Ja", "Das ist ein Test.{Das ist ein Test./S}¦ Ja{Ja/S}")]
    [InlineData("mu¦st.", "mu¦st.{must./S}")]
    [InlineData("red¦,¦green¦,¦blue", "red¦,{red,/C}¦green¦,¦blue{green,blue/S}")]
    public void Deltas_BringTheirClausesAsSoonAsTheyAreSure(string deltas, string expected)
    {
        var chunker = new TextChunker();
        var actual = deltas.Split('¦').Select(delta => delta + Braced(chunker.Append(delta))).ToList();
        Assert.Equal(expected, string.Join('¦', actual) + Braced(chunker.Finish()));
    }

    private static readonly string[][] Wholes =
    [
        [" example", ".", "com"], [" 3", ".", "14"], [" 1", ",", "000"], [" e", ".", "g", "."], [" U", ".S", "."], [" Dr", ".", " Smith"], [" 10", ":", "30"], [" www", ".", "a", ".", "de"],
        [" me", "@", "host", ".", "org"], [" https", "://", "a", ".", "b", "/c", "?", "d", "=", "1"], [" p", ".m", "."], [" no", ".", " 7"], [" well", "-", "known"], [" don", "'t"],
    ];

    private static readonly string[][] Words = [[" the"], [" answer"], [" is"], [" here"], [" and"], [" Paris"], [","], ["."], ["?"], ["!"], [":"], [" ("], [")"], [" \""], ["\""]];

    private static readonly Arbitrary<string[][]> Streams = Gen.Frequency((1, Gen.Elements(Wholes)), (2, Gen.Elements(Words))).ArrayOf(40).ToArbitrary();

    [Fact]
    public void TokenByToken_NoNumberAddressOrAbbreviationIsParted() => Prop.ForAll(Streams, stream =>
    {
        // A mark right behind a whole would be another word: "example.com.", and behind "e.g." no sentence ends.
        var spaced = stream.SelectMany(word => Wholes.Contains(word) ? [.. word, " then"] : word).ToList();
        var clauses = TextChunkerTests.Run(spaced);
        var said = string.Join('|', clauses.Select(c => c.Text));
        return Wholes.All(whole => Count(said, string.Concat(whole).Trim()) == stream.Count(word => word == whole));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static readonly string[] Pieces =
    [
        "hello", "my", "friend", "and", "the", "because", "of", "Dr.", "U.S.", "3.14", "1,000", "etc.", "e.g.", "no.", "example.com", "don't", "https://a.b/c,d?x=1", "Größe", "приве́т", "العربية",
        ".", "!", "?", "…", "...", ",", ";", ":", "-", "—", "\"", "'", "(", ")", "😀", "\n", "\n\n", " ", " ", " ", " ", " ", " ", " ",
    ];

    private static readonly Arbitrary<(string Text, (int At, int Pauses)[] Cuts)> Pauses = (
        from pieces in Gen.Elements(Pieces).ArrayOf(50)
        let text = string.Join(' ', pieces)
        from cuts in Gen.Choose(0, text.Length).SelectMany(_ => Gen.Choose(0, TextChunker.PausesOfLongSilence - 1), (at, pauses) => (at, pauses)).ArrayOf(25)
        select (text, cuts)).ToArbitrary();

    [Fact]
    public void DeltasAndPausesAtRandom_SayEachWordOnceInOrderAndWhole() => Prop.ForAll(Pauses, mixed =>
    {
        var chunker = new TextChunker();
        var clauses = new List<Clause>();
        var at = 0;
        foreach (var cut in mixed.Cuts.OrderBy(cut => cut.At))
        {
            clauses.AddRange(chunker.Append(mixed.Text[at..cut.At]));
            // An empty delta does not end a silence, so pauses at the same place could add up to a long one.
            for (var i = 0; cut.At > at && i < cut.Pauses; i++)
            {
                clauses.AddRange(chunker.Pause());
            }
            at = cut.At;
        }
        clauses.AddRange(chunker.Append(mixed.Text[at..]).Concat(chunker.Finish()));
        return Runs(mixed.Text).SequenceEqual(clauses.SelectMany(c => Runs(c.Text))) && !chunker.HasPending;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static string Braced(IEnumerable<Clause> clauses)
    {
        var text = new StringBuilder();
        foreach (var clause in clauses)
        {
            text.Append('{').Append(TextChunkerTests.Show([clause])).Append('}');
        }
        return text.ToString();
    }

    /// <summary>Letters and digits that stand together: a clause that ended inside a word would make two of one.</summary>
    private static IEnumerable<string> Runs(string text) => Run().Matches(text).Select(match => match.Value);

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+")]
    private static partial Regex Run();
}
