using System.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>
/// Unicode's compatibility composition (NFKC) for what reaches a reader of English: accents that come apart, ligatures, raised and
/// circled digits, full-width and mathematical letters. With invariant globalization <see cref="string.Normalize()"/> changes
/// nothing, so the tables are here (derived from the Unicode Character Database; East Asian and Arabic forms are left out).
/// </summary>
internal static class CompatibilityForms
{
    private static readonly Dictionary<char, string> Singles = Split(SingleForms);
    private static readonly Dictionary<(char Base, char Mark), char> Pairs = Compositions.Chunk(3)
        .ToDictionary(form => (form[0], form[1]), form => form[2]);

    private static readonly Dictionary<char, string> Apart = (Compositions + "И\u0306Йи\u0306йІ\u0308Їі\u0308їЕ\u0308Ёе\u0308ёУ\u0306Ўу\u0306ў").Chunk(3)
        .DistinctBy(form => form[2]).ToDictionary(form => form[2], form => new string(form, 0, 2));

    /// <summary>The composed form of a text; the same string if nothing changes.</summary>
    public static string Compose(string text)
    {
        if (!CharacterClasses.IsAll(text, c => c < '\u0300' && !Singles.ContainsKey(c)))
        {
            var composed = new StringBuilder(text.Length);
            for (var i = 0; i < text.Length; i += Step(text, i))
            {
                Append(composed, Form(text, i));
            }
            return composed.ToString();
        }
        return text;
    }

    /// <summary>Accents taken off their letters (Latin, Greek, and the few that Cyrillic has), as in NFD.</summary>
    public static string Decompose(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // What comes off may come apart again (Vietnamese).
            for (; Apart.TryGetValue(text[i], out var parts); text = $"{text[..i]}{parts}{text[(i + 1)..]}")
            {
            }
        }
        return text;
    }

    /// <summary>How many characters from <paramref name="index"/> on make one form.</summary>
    public static int Step(string text, int index) => char.IsSurrogatePair(text, index) ? 2 : 1;

    /// <summary>What the character (or pair of surrogates) becomes when alone.</summary>
    public static string Form(string text, int index)
    {
        if (Step(text, index) == 2)
        {
            var rune = char.ConvertToUtf32(text, index);
            return MathematicalLetter(rune) is { } letter ? letter.ToString() : text.Substring(index, 2);
        }
        var c = text[index];
        return Singles.TryGetValue(c, out var form) ? form
            : c is >= '！' and <= '～' ? ((char)(c - 0xFEE0)).ToString()
            : c.ToString();
    }

    /// <summary>Whether an accent joins the character before it, and into what.</summary>
    public static char? Joined(char letter, char mark) => Pairs.TryGetValue((letter, mark), out var joined) ? joined : null;

    private static void Append(StringBuilder composed, string form)
    {
        if (composed.Length > 0 && form.Length == 1 && Joined(composed[^1], form[0]) is { } joined)
        {
            composed[^1] = joined;
        }
        else
        {
            composed.Append(form);
        }
    }

    /// <summary>The Latin letters (13 styles of 52) and digits (5 styles of 10) of the mathematical block.</summary>
    private static char? MathematicalLetter(int rune) => rune switch
    {
        >= 0x1D400 and < 0x1D6A4 when (rune - 0x1D400) % 52 < 26 => (char)('A' + ((rune - 0x1D400) % 52)),
        >= 0x1D400 and < 0x1D6A4 => (char)('a' + ((rune - 0x1D400) % 52) - 26),
        >= 0x1D7CE and < 0x1D800 => (char)('0' + ((rune - 0x1D7CE) % 10)),
        _ => null,
    };

    private static Dictionary<char, string> Split(string forms) => forms
        .Split('\u001f', StringSplitOptions.RemoveEmptyEntries).ToDictionary(form => form[0], form => form[1..]);

    /// <summary>A character and what it becomes, each entry closed by U+001F.</summary>
    private const string SingleForms =
        "ªa\u001f²2\u001f³3\u001fµμ\u001f¹1\u001fºo\u001f¼1⁄4\u001f½1⁄2\u001f¾3⁄4\u001fĲIJ\u001fĳij\u001fĿL·\u001f"
        + "ŀl·\u001fŉʼn\u001fſs\u001fǄDŽ\u001fǅDž\u001fǆdž\u001fǇLJ\u001fǈLj\u001fǉlj\u001fǊNJ\u001fǋNj\u001f"
        + "ǌnj\u001fǱDZ\u001fǲDz\u001fǳdz\u001fʰh\u001fʱɦ\u001fʲj\u001fʳr\u001fʴɹ\u001fʵɻ\u001fʶʁ\u001fʷw\u001f"
        + "ʸy\u001fˠɣ\u001fˡl\u001fˢs\u001fˣx\u001fˤʕ\u001f\u0340\u0300\u001f\u0341\u0301\u001f\u0343\u0313\u001f"
        + "\u0344\u0308\u0301\u001fʹʹ\u001f;;\u001f··\u001fϐβ\u001fϑθ\u001fϒΥ\u001fϓΎ\u001fϔΫ\u001fϕφ\u001fϖπ\u001f"
        + "ϰκ\u001fϱρ\u001fϲς\u001fϴΘ\u001fϵε\u001fϹΣ\u001fևեւ\u001f\u0675\u0627\u0674\u001f\u0676\u0648\u0674\u001f"
        + "\u0677\u06c7\u0674\u001f\u0678\u064a\u0674\u001fक़क\u093c\u001fख़ख\u093c\u001fग़ग\u093c\u001fज़ज\u093c\u001f"
        + "ड़ड\u093c\u001fढ़ढ\u093c\u001fफ़फ\u093c\u001fय़य\u093c\u001fড়ড\u09bc\u001fঢ়ঢ\u09bc\u001fয়য\u09bc\u001f"
        + "ਲ਼ਲ\u0a3c\u001fਸ਼ਸ\u0a3c\u001fਖ਼ਖ\u0a3c\u001fਗ਼ਗ\u0a3c\u001fਜ਼ਜ\u0a3c\u001fਫ਼ਫ\u0a3c\u001fଡ଼ଡ\u0b3c\u001f"
        + "ଢ଼ଢ\u0b3c\u001fำ\u0e4dา\u001fຳ\u0ecdາ\u001fໜຫນ\u001fໝຫມ\u001f༌་\u001fགྷག\u0fb7\u001fཌྷཌ\u0fb7\u001f"
        + "དྷད\u0fb7\u001fབྷབ\u0fb7\u001fཛྷཛ\u0fb7\u001fཀྵཀ\u0fb5\u001f\u0f73\u0f71\u0f72\u001f\u0f75\u0f71\u0f74\u001f"
        + "\u0f76\u0fb2\u0f80\u001f\u0f77\u0fb2\u0f71\u0f80\u001f\u0f78\u0fb3\u0f80\u001f"
        + "\u0f79\u0fb3\u0f71\u0f80\u001f\u0f81\u0f71\u0f80\u001f\u0f93\u0f92\u0fb7\u001f\u0f9d\u0f9c\u0fb7\u001f"
        + "\u0fa2\u0fa1\u0fb7\u001f\u0fa7\u0fa6\u0fb7\u001f\u0fac\u0fab\u0fb7\u001f\u0fb9\u0f90\u0fb5\u001fჼნ\u001f"
        + "ᴬA\u001fᴭÆ\u001fᴮB\u001fᴰD\u001fᴱE\u001fᴲƎ\u001fᴳG\u001fᴴH\u001fᴵI\u001fᴶJ\u001fᴷK\u001fᴸL\u001fᴹM\u001f"
        + "ᴺN\u001fᴼO\u001fᴽȢ\u001fᴾP\u001fᴿR\u001fᵀT\u001fᵁU\u001fᵂW\u001fᵃa\u001fᵄɐ\u001fᵅɑ\u001fᵆᴂ\u001fᵇb\u001f"
        + "ᵈd\u001fᵉe\u001fᵊə\u001fᵋɛ\u001fᵌɜ\u001fᵍg\u001fᵏk\u001fᵐm\u001fᵑŋ\u001fᵒo\u001fᵓɔ\u001fᵔᴖ\u001fᵕᴗ\u001f"
        + "ᵖp\u001fᵗt\u001fᵘu\u001fᵙᴝ\u001fᵚɯ\u001fᵛv\u001fᵜᴥ\u001fᵝβ\u001fᵞγ\u001fᵟδ\u001fᵠφ\u001fᵡχ\u001fᵢi\u001f"
        + "ᵣr\u001fᵤu\u001fᵥv\u001fᵦβ\u001fᵧγ\u001fᵨρ\u001fᵩφ\u001fᵪχ\u001fᵸн\u001fᶛɒ\u001fᶜc\u001fᶝɕ\u001fᶞð\u001f"
        + "ᶟɜ\u001fᶠf\u001fᶡɟ\u001fᶢɡ\u001fᶣɥ\u001fᶤɨ\u001fᶥɩ\u001fᶦɪ\u001fᶧᵻ\u001fᶨʝ\u001fᶩɭ\u001fᶪᶅ\u001fᶫʟ\u001f"
        + "ᶬɱ\u001fᶭɰ\u001fᶮɲ\u001fᶯɳ\u001fᶰɴ\u001fᶱɵ\u001fᶲɸ\u001fᶳʂ\u001fᶴʃ\u001fᶵƫ\u001fᶶʉ\u001fᶷʊ\u001fᶸᴜ\u001f"
        + "ᶹʋ\u001fᶺʌ\u001fᶻz\u001fᶼʐ\u001fᶽʑ\u001fᶾʒ\u001fᶿθ\u001fẚaʾ\u001fẛṡ\u001fάά\u001fέέ\u001fήή\u001fίί\u001f"
        + "όό\u001fύύ\u001fώώ\u001fΆΆ\u001fιι\u001fΈΈ\u001fΉΉ\u001fΐΐ\u001fΊΊ\u001fΰΰ\u001fΎΎ\u001f``\u001fΌΌ\u001f"
        + "ΏΏ\u001f‑‐\u001f․.\u001f‥..\u001f…...\u001f″′′\u001f‴′′′\u001f‶‵‵\u001f‷‵‵‵\u001f‼!!\u001f⁇??\u001f"
        + "⁈?!\u001f⁉!?\u001f⁗′′′′\u001f⁰0\u001fⁱi\u001f⁴4\u001f⁵5\u001f⁶6\u001f⁷7\u001f⁸8\u001f⁹9\u001f⁺+\u001f"
        + "⁻−\u001f⁼=\u001f⁽(\u001f⁾)\u001fⁿn\u001f₀0\u001f₁1\u001f₂2\u001f₃3\u001f₄4\u001f₅5\u001f₆6\u001f₇7\u001f"
        + "₈8\u001f₉9\u001f₊+\u001f₋−\u001f₌=\u001f₍(\u001f₎)\u001fₐa\u001fₑe\u001fₒo\u001fₓx\u001fₔə\u001fₕh\u001f"
        + "ₖk\u001fₗl\u001fₘm\u001fₙn\u001fₚp\u001fₛs\u001fₜt\u001f₨Rs\u001f℀a/c\u001f℁a/s\u001fℂC\u001f℃°C\u001f"
        + "℅c/o\u001f℆c/u\u001fℇƐ\u001f℉°F\u001fℊg\u001fℋH\u001fℌH\u001fℍH\u001fℎh\u001fℏħ\u001fℐI\u001fℑI\u001f"
        + "ℒL\u001fℓl\u001fℕN\u001f№No\u001fℙP\u001fℚQ\u001fℛR\u001fℜR\u001fℝR\u001f℠SM\u001f℡TEL\u001f™TM\u001f"
        + "ℤZ\u001fΩΩ\u001fℨZ\u001fKK\u001fÅÅ\u001fℬB\u001fℭC\u001fℯe\u001fℰE\u001fℱF\u001fℳM\u001fℴo\u001f"
        + "ℵ\u05d0\u001fℶ\u05d1\u001fℷ\u05d2\u001fℸ\u05d3\u001fℹi\u001f℻FAX\u001fℼπ\u001fℽγ\u001fℾΓ\u001fℿΠ\u001f"
        + "⅀∑\u001fⅅD\u001fⅆd\u001fⅇe\u001fⅈi\u001fⅉj\u001f⅐1⁄7\u001f⅑1⁄9\u001f⅒1⁄10\u001f⅓1⁄3\u001f⅔2⁄3\u001f"
        + "⅕1⁄5\u001f⅖2⁄5\u001f⅗3⁄5\u001f⅘4⁄5\u001f⅙1⁄6\u001f⅚5⁄6\u001f⅛1⁄8\u001f⅜3⁄8\u001f⅝5⁄8\u001f⅞7⁄8\u001f"
        + "⅟1⁄\u001fⅠI\u001fⅡII\u001fⅢIII\u001fⅣIV\u001fⅤV\u001fⅥVI\u001fⅦVII\u001fⅧVIII\u001fⅨIX\u001fⅩX\u001f"
        + "ⅪXI\u001fⅫXII\u001fⅬL\u001fⅭC\u001fⅮD\u001fⅯM\u001fⅰi\u001fⅱii\u001fⅲiii\u001fⅳiv\u001fⅴv\u001fⅵvi\u001f"
        + "ⅶvii\u001fⅷviii\u001fⅸix\u001fⅹx\u001fⅺxi\u001fⅻxii\u001fⅼl\u001fⅽc\u001fⅾd\u001fⅿm\u001f↉0⁄3\u001f"
        + "∬∫∫\u001f∭∫∫∫\u001f∯∮∮\u001f∰∮∮∮\u001f〈〈\u001f〉〉\u001f①1\u001f②2\u001f③3\u001f④4\u001f⑤5\u001f⑥6\u001f"
        + "⑦7\u001f⑧8\u001f⑨9\u001f⑩10\u001f⑪11\u001f⑫12\u001f⑬13\u001f⑭14\u001f⑮15\u001f⑯16\u001f⑰17\u001f⑱18\u001f"
        + "⑲19\u001f⑳20\u001f⑴(1)\u001f⑵(2)\u001f⑶(3)\u001f⑷(4)\u001f⑸(5)\u001f⑹(6)\u001f⑺(7)\u001f⑻(8)\u001f"
        + "⑼(9)\u001f⑽(10)\u001f⑾(11)\u001f⑿(12)\u001f⒀(13)\u001f⒁(14)\u001f⒂(15)\u001f⒃(16)\u001f⒄(17)\u001f"
        + "⒅(18)\u001f⒆(19)\u001f⒇(20)\u001f⒈1.\u001f⒉2.\u001f⒊3.\u001f⒋4.\u001f⒌5.\u001f⒍6.\u001f⒎7.\u001f⒏8.\u001f"
        + "⒐9.\u001f⒑10.\u001f⒒11.\u001f⒓12.\u001f⒔13.\u001f⒕14.\u001f⒖15.\u001f⒗16.\u001f⒘17.\u001f⒙18.\u001f"
        + "⒚19.\u001f⒛20.\u001f⒜(a)\u001f⒝(b)\u001f⒞(c)\u001f⒟(d)\u001f⒠(e)\u001f⒡(f)\u001f⒢(g)\u001f⒣(h)\u001f"
        + "⒤(i)\u001f⒥(j)\u001f⒦(k)\u001f⒧(l)\u001f⒨(m)\u001f⒩(n)\u001f⒪(o)\u001f⒫(p)\u001f⒬(q)\u001f⒭(r)\u001f"
        + "⒮(s)\u001f⒯(t)\u001f⒰(u)\u001f⒱(v)\u001f⒲(w)\u001f⒳(x)\u001f⒴(y)\u001f⒵(z)\u001fⒶA\u001fⒷB\u001fⒸC\u001f"
        + "ⒹD\u001fⒺE\u001fⒻF\u001fⒼG\u001fⒽH\u001fⒾI\u001fⒿJ\u001fⓀK\u001fⓁL\u001fⓂM\u001fⓃN\u001fⓄO\u001fⓅP\u001f"
        + "ⓆQ\u001fⓇR\u001fⓈS\u001fⓉT\u001fⓊU\u001fⓋV\u001fⓌW\u001fⓍX\u001fⓎY\u001fⓏZ\u001fⓐa\u001fⓑb\u001fⓒc\u001f"
        + "ⓓd\u001fⓔe\u001fⓕf\u001fⓖg\u001fⓗh\u001fⓘi\u001fⓙj\u001fⓚk\u001fⓛl\u001fⓜm\u001fⓝn\u001fⓞo\u001fⓟp\u001f"
        + "ⓠq\u001fⓡr\u001fⓢs\u001fⓣt\u001fⓤu\u001fⓥv\u001fⓦw\u001fⓧx\u001fⓨy\u001fⓩz\u001f⓪0\u001f⨌∫∫∫∫\u001f"
        + "⩴::=\u001f⩵==\u001f⩶===\u001f⫝̸⫝\u0338\u001fⱼj\u001fⱽV\u001fⵯⵡ\u001f⺟母\u001f⻳龟\u001f⼀一\u001f⼁丨\u001f"
        + "⼂丶\u001f⼃丿\u001f⼄乙\u001f⼅亅\u001f⼆二\u001f⼇亠\u001f⼈人\u001f⼉儿\u001f⼊入\u001f⼋八\u001f⼌冂\u001f⼍冖\u001f⼎冫\u001f"
        + "⼏几\u001f⼐凵\u001f⼑刀\u001f⼒力\u001f⼓勹\u001f⼔匕\u001f⼕匚\u001f⼖匸\u001f⼗十\u001f⼘卜\u001f⼙卩\u001f⼚厂\u001f⼛厶\u001f"
        + "⼜又\u001f⼝口\u001f⼞囗\u001f⼟土\u001f⼠士\u001f⼡夂\u001f⼢夊\u001f⼣夕\u001f⼤大\u001f⼥女\u001f⼦子\u001f⼧宀\u001f⼨寸\u001f"
        + "⼩小\u001f⼪尢\u001f⼫尸\u001f⼬屮\u001f⼭山\u001f⼮巛\u001f⼯工\u001f⼰己\u001f⼱巾\u001f⼲干\u001f⼳幺\u001f⼴广\u001f⼵廴\u001f"
        + "⼶廾\u001f⼷弋\u001f⼸弓\u001f⼹彐\u001f⼺彡\u001f⼻彳\u001f⼼心\u001f⼽戈\u001f⼾戶\u001f⼿手\u001f⽀支\u001f⽁攴\u001f⽂文\u001f"
        + "⽃斗\u001f⽄斤\u001f⽅方\u001f⽆无\u001f⽇日\u001f⽈曰\u001f⽉月\u001f⽊木\u001f⽋欠\u001f⽌止\u001f⽍歹\u001f⽎殳\u001f⽏毋\u001f"
        + "⽐比\u001f⽑毛\u001f⽒氏\u001f⽓气\u001f⽔水\u001f⽕火\u001f⽖爪\u001f⽗父\u001f⽘爻\u001f⽙爿\u001f⽚片\u001f⽛牙\u001f⽜牛\u001f"
        + "⽝犬\u001f⽞玄\u001f⽟玉\u001f⽠瓜\u001f⽡瓦\u001f⽢甘\u001f⽣生\u001f⽤用\u001f⽥田\u001f⽦疋\u001f⽧疒\u001f⽨癶\u001f⽩白\u001f"
        + "⽪皮\u001f⽫皿\u001f⽬目\u001f⽭矛\u001f⽮矢\u001f⽯石\u001f⽰示\u001f⽱禸\u001f⽲禾\u001f⽳穴\u001f⽴立\u001f⽵竹\u001f⽶米\u001f"
        + "⽷糸\u001f⽸缶\u001f⽹网\u001f⽺羊\u001f⽻羽\u001f⽼老\u001f⽽而\u001f⽾耒\u001f⽿耳\u001f⾀聿\u001f⾁肉\u001f⾂臣\u001f⾃自\u001f"
        + "⾄至\u001f⾅臼\u001f⾆舌\u001f⾇舛\u001f⾈舟\u001f⾉艮\u001f⾊色\u001f⾋艸\u001f⾌虍\u001f⾍虫\u001f⾎血\u001f⾏行\u001f⾐衣\u001f"
        + "⾑襾\u001f⾒見\u001f⾓角\u001f⾔言\u001f⾕谷\u001f⾖豆\u001f⾗豕\u001f⾘豸\u001f⾙貝\u001f⾚赤\u001f⾛走\u001f⾜足\u001f⾝身\u001f"
        + "⾞車\u001f⾟辛\u001f⾠辰\u001f⾡辵\u001f⾢邑\u001f⾣酉\u001f⾤釆\u001f⾥里\u001f⾦金\u001f⾧長\u001f⾨門\u001f⾩阜\u001f⾪隶\u001f"
        + "⾫隹\u001f⾬雨\u001f⾭靑\u001f⾮非\u001f⾯面\u001f⾰革\u001f⾱韋\u001f⾲韭\u001f⾳音\u001f⾴頁\u001f⾵風\u001f⾶飛\u001f⾷食\u001f"
        + "⾸首\u001f⾹香\u001f⾺馬\u001f⾻骨\u001f⾼高\u001f⾽髟\u001f⾾鬥\u001f⾿鬯\u001f⿀鬲\u001f⿁鬼\u001f⿂魚\u001f⿃鳥\u001f⿄鹵\u001f"
        + "⿅鹿\u001f⿆麥\u001f⿇麻\u001f⿈黃\u001f⿉黍\u001f⿊黑\u001f⿋黹\u001f⿌黽\u001f⿍鼎\u001f⿎鼓\u001f⿏鼠\u001f⿐鼻\u001f⿑齊\u001f"
        + "⿒齒\u001f⿓龍\u001f⿔龜\u001f⿕龠\u001f〶〒\u001f〸十\u001f〹卄\u001f〺卅\u001fゟより\u001fヿコト\u001fꚜъ\u001fꚝь\u001f"
        + "ꝰꝯ\u001fꟲC\u001fꟳF\u001fꟴQ\u001fꟸĦ\u001fꟹœ\u001fꭜꜧ\u001fꭝꬷ\u001fꭞɫ\u001fꭟꭒ\u001fꭩʍ\u001fﬀff\u001f"
        + "ﬁfi\u001fﬂfl\u001fﬃffi\u001fﬄffl\u001fﬅst\u001fﬆst\u001fﬓմն\u001fﬔմե\u001fﬕմի\u001fﬖվն\u001fﬗմխ\u001f"
        + "︐,\u001f︑、\u001f︒。\u001f︓:\u001f︔;\u001f︕!\u001f︖?\u001f︗〖\u001f︘〗\u001f︙...\u001f︰..\u001f︱—\u001f"
        + "︲–\u001f︳_\u001f︴_\u001f︵(\u001f︶)\u001f︷{\u001f︸}\u001f︹〔\u001f︺〕\u001f︻【\u001f︼】\u001f︽《\u001f︾》\u001f"
        + "︿〈\u001f﹀〉\u001f﹁「\u001f﹂」\u001f﹃『\u001f﹄』\u001f﹇[\u001f﹈]\u001f﹍_\u001f﹎_\u001f﹏_\u001f﹐,\u001f﹑、\u001f"
        + "﹒.\u001f﹔;\u001f﹕:\u001f﹖?\u001f﹗!\u001f﹘—\u001f﹙(\u001f﹚)\u001f﹛{\u001f﹜}\u001f﹝〔\u001f﹞〕\u001f﹟#\u001f"
        + "﹠&\u001f﹡*\u001f﹢+\u001f﹣-\u001f﹤<\u001f﹥>\u001f﹦=\u001f﹨\u005c\u001f﹩$\u001f﹪%\u001f﹫@\u001f｟⦅\u001f"
        + "｠⦆\u001f￠¢\u001f￡£\u001f￢¬\u001f￤¦\u001f￥¥\u001f￦₩\u001f￨│\u001f￩←\u001f￪↑\u001f￫→\u001f￬↓\u001f￭■\u001f"
        + "￮○\u001f";

    /// <summary>Triples of letter, accent and the letter with the accent.</summary>
    private const string Compositions =
        "A\u0300ÀA\u0301ÁA\u0302ÂA\u0303ÃA\u0308ÄA\u030aÅC\u0327ÇE\u0300ÈE\u0301ÉE\u0302ÊE\u0308ËI\u0300ÌI\u0301Í"
        + "I\u0302ÎI\u0308ÏN\u0303ÑO\u0300ÒO\u0301ÓO\u0302ÔO\u0303ÕO\u0308ÖU\u0300ÙU\u0301ÚU\u0302ÛU\u0308ÜY\u0301Ý"
        + "a\u0300àa\u0301áa\u0302âa\u0303ãa\u0308äa\u030aåc\u0327çe\u0300èe\u0301ée\u0302êe\u0308ëi\u0300ìi\u0301í"
        + "i\u0302îi\u0308ïn\u0303ño\u0300òo\u0301óo\u0302ôo\u0303õo\u0308öu\u0300ùu\u0301úu\u0302ûu\u0308üy\u0301ý"
        + "y\u0308ÿA\u0304Āa\u0304āA\u0306Ăa\u0306ăA\u0328Ąa\u0328ąC\u0301Ćc\u0301ćC\u0302Ĉc\u0302ĉC\u0307Ċc\u0307ċ"
        + "C\u030cČc\u030cčD\u030cĎd\u030cďE\u0304Ēe\u0304ēE\u0306Ĕe\u0306ĕE\u0307Ėe\u0307ėE\u0328Ęe\u0328ęE\u030cĚ"
        + "e\u030cěG\u0302Ĝg\u0302ĝG\u0306Ğg\u0306ğG\u0307Ġg\u0307ġG\u0327Ģg\u0327ģH\u0302Ĥh\u0302ĥI\u0303Ĩi\u0303ĩ"
        + "I\u0304Īi\u0304īI\u0306Ĭi\u0306ĭI\u0328Įi\u0328įI\u0307İJ\u0302Ĵj\u0302ĵK\u0327Ķk\u0327ķL\u0301Ĺl\u0301ĺ"
        + "L\u0327Ļl\u0327ļL\u030cĽl\u030cľN\u0301Ńn\u0301ńN\u0327Ņn\u0327ņN\u030cŇn\u030cňO\u0304Ōo\u0304ōO\u0306Ŏ"
        + "o\u0306ŏO\u030bŐo\u030bőR\u0301Ŕr\u0301ŕR\u0327Ŗr\u0327ŗR\u030cŘr\u030cřS\u0301Śs\u0301śS\u0302Ŝs\u0302ŝ"
        + "S\u0327Şs\u0327şS\u030cŠs\u030cšT\u0327Ţt\u0327ţT\u030cŤt\u030cťU\u0303Ũu\u0303ũU\u0304Ūu\u0304ūU\u0306Ŭ"
        + "u\u0306ŭU\u030aŮu\u030aůU\u030bŰu\u030bűU\u0328Ųu\u0328ųW\u0302Ŵw\u0302ŵY\u0302Ŷy\u0302ŷY\u0308ŸZ\u0301Ź"
        + "z\u0301źZ\u0307Żz\u0307żZ\u030cŽz\u030cžO\u031bƠo\u031bơU\u031bƯu\u031bưA\u030cǍa\u030cǎI\u030cǏi\u030cǐ"
        + "O\u030cǑo\u030cǒU\u030cǓu\u030cǔÜ\u0304Ǖü\u0304ǖÜ\u0301Ǘü\u0301ǘÜ\u030cǙü\u030cǚÜ\u0300Ǜü\u0300ǜÄ\u0304Ǟ"
        + "ä\u0304ǟȦ\u0304Ǡȧ\u0304ǡÆ\u0304Ǣæ\u0304ǣG\u030cǦg\u030cǧK\u030cǨk\u030cǩO\u0328Ǫo\u0328ǫǪ\u0304Ǭǫ\u0304ǭ"
        + "Ʒ\u030cǮʒ\u030cǯj\u030cǰG\u0301Ǵg\u0301ǵN\u0300Ǹn\u0300ǹÅ\u0301Ǻå\u0301ǻÆ\u0301Ǽæ\u0301ǽØ\u0301Ǿø\u0301ǿ"
        + "A\u030fȀa\u030fȁA\u0311Ȃa\u0311ȃE\u030fȄe\u030fȅE\u0311Ȇe\u0311ȇI\u030fȈi\u030fȉI\u0311Ȋi\u0311ȋO\u030fȌ"
        + "o\u030fȍO\u0311Ȏo\u0311ȏR\u030fȐr\u030fȑR\u0311Ȓr\u0311ȓU\u030fȔu\u030fȕU\u0311Ȗu\u0311ȗS\u0326Șs\u0326ș"
        + "T\u0326Țt\u0326țH\u030cȞh\u030cȟA\u0307Ȧa\u0307ȧE\u0327Ȩe\u0327ȩÖ\u0304Ȫö\u0304ȫÕ\u0304Ȭõ\u0304ȭO\u0307Ȯ"
        + "o\u0307ȯȮ\u0304Ȱȯ\u0304ȱY\u0304Ȳy\u0304ȳ¨\u0301΅Α\u0301ΆΕ\u0301ΈΗ\u0301ΉΙ\u0301ΊΟ\u0301ΌΥ\u0301ΎΩ\u0301Ώ"
        + "ϊ\u0301ΐΙ\u0308ΪΥ\u0308Ϋα\u0301άε\u0301έη\u0301ήι\u0301ίϋ\u0301ΰι\u0308ϊυ\u0308ϋο\u0301όυ\u0301ύω\u0301ώ"
        + "ϒ\u0301ϓϒ\u0308ϔЕ\u0300ЀЕ\u0308ЁГ\u0301ЃІ\u0308ЇК\u0301ЌИ\u0300ЍУ\u0306ЎИ\u0306Йи\u0306йе\u0300ѐе\u0308ё"
        + "г\u0301ѓі\u0308їк\u0301ќи\u0300ѝу\u0306ўѴ\u030fѶѵ\u030fѷЖ\u0306Ӂж\u0306ӂА\u0306Ӑа\u0306ӑА\u0308Ӓа\u0308ӓ"
        + "Е\u0306Ӗе\u0306ӗӘ\u0308Ӛә\u0308ӛЖ\u0308Ӝж\u0308ӝЗ\u0308Ӟз\u0308ӟИ\u0304Ӣи\u0304ӣИ\u0308Ӥи\u0308ӥО\u0308Ӧ"
        + "о\u0308ӧӨ\u0308Ӫө\u0308ӫЭ\u0308Ӭэ\u0308ӭУ\u0304Ӯу\u0304ӯУ\u0308Ӱу\u0308ӱУ\u030bӲу\u030bӳЧ\u0308Ӵч\u0308ӵ"
        + "Ы\u0308Ӹы\u0308ӹ\u0627\u0653\u0622\u0627\u0654\u0623\u0648\u0654\u0624\u0627\u0655\u0625"
        + "\u064a\u0654\u0626\u06d5\u0654\u06c0\u06c1\u0654\u06c2\u06d2\u0654\u06d3न\u093cऩर\u093cऱळ\u093cऴ"
        + "\u09c7\u09be\u09cb\u09c7\u09d7\u09cc\u0b47\u0b56\u0b48\u0b47\u0b3e\u0b4b\u0b47\u0b57\u0b4cஒ\u0bd7ஔ"
        + "\u0bc6\u0bbe\u0bca\u0bc7\u0bbe\u0bcb\u0bc6\u0bd7\u0bcc\u0c46\u0c56\u0c48\u0cbf\u0cd5\u0cc0"
        + "\u0cc6\u0cd5\u0cc7\u0cc6\u0cd6\u0cc8\u0cc6\u0cc2\u0cca\u0cca\u0cd5\u0ccb\u0d46\u0d3e\u0d4a"
        + "\u0d47\u0d3e\u0d4b\u0d46\u0d57\u0d4c\u0dd9\u0dca\u0dda\u0dd9\u0dcf\u0ddc\u0ddc\u0dca\u0ddd"
        + "\u0dd9\u0ddf\u0ddeဥ\u102eဦᬅ\u1b35ᬆᬇ\u1b35ᬈᬉ\u1b35ᬊᬋ\u1b35ᬌᬍ\u1b35ᬎᬑ\u1b35ᬒ\u1b3a\u1b35\u1b3b"
        + "\u1b3c\u1b35\u1b3d\u1b3e\u1b35\u1b40\u1b3f\u1b35\u1b41\u1b42\u1b35\u1b43A\u0325Ḁa\u0325ḁB\u0307Ḃb\u0307ḃ"
        + "B\u0323Ḅb\u0323ḅB\u0331Ḇb\u0331ḇÇ\u0301Ḉç\u0301ḉD\u0307Ḋd\u0307ḋD\u0323Ḍd\u0323ḍD\u0331Ḏd\u0331ḏD\u0327Ḑ"
        + "d\u0327ḑD\u032dḒd\u032dḓĒ\u0300Ḕē\u0300ḕĒ\u0301Ḗē\u0301ḗE\u032dḘe\u032dḙE\u0330Ḛe\u0330ḛȨ\u0306Ḝȩ\u0306ḝ"
        + "F\u0307Ḟf\u0307ḟG\u0304Ḡg\u0304ḡH\u0307Ḣh\u0307ḣH\u0323Ḥh\u0323ḥH\u0308Ḧh\u0308ḧH\u0327Ḩh\u0327ḩH\u032eḪ"
        + "h\u032eḫI\u0330Ḭi\u0330ḭÏ\u0301Ḯï\u0301ḯK\u0301Ḱk\u0301ḱK\u0323Ḳk\u0323ḳK\u0331Ḵk\u0331ḵL\u0323Ḷl\u0323ḷ"
        + "Ḷ\u0304Ḹḷ\u0304ḹL\u0331Ḻl\u0331ḻL\u032dḼl\u032dḽM\u0301Ḿm\u0301ḿM\u0307Ṁm\u0307ṁM\u0323Ṃm\u0323ṃN\u0307Ṅ"
        + "n\u0307ṅN\u0323Ṇn\u0323ṇN\u0331Ṉn\u0331ṉN\u032dṊn\u032dṋÕ\u0301Ṍõ\u0301ṍÕ\u0308Ṏõ\u0308ṏŌ\u0300Ṑō\u0300ṑ"
        + "Ō\u0301Ṓō\u0301ṓP\u0301Ṕp\u0301ṕP\u0307Ṗp\u0307ṗR\u0307Ṙr\u0307ṙR\u0323Ṛr\u0323ṛṚ\u0304Ṝṛ\u0304ṝR\u0331Ṟ"
        + "r\u0331ṟS\u0307Ṡs\u0307ṡS\u0323Ṣs\u0323ṣŚ\u0307Ṥś\u0307ṥŠ\u0307Ṧš\u0307ṧṢ\u0307Ṩṣ\u0307ṩT\u0307Ṫt\u0307ṫ"
        + "T\u0323Ṭt\u0323ṭT\u0331Ṯt\u0331ṯT\u032dṰt\u032dṱU\u0324Ṳu\u0324ṳU\u0330Ṵu\u0330ṵU\u032dṶu\u032dṷŨ\u0301Ṹ"
        + "ũ\u0301ṹŪ\u0308Ṻū\u0308ṻV\u0303Ṽv\u0303ṽV\u0323Ṿv\u0323ṿW\u0300Ẁw\u0300ẁW\u0301Ẃw\u0301ẃW\u0308Ẅw\u0308ẅ"
        + "W\u0307Ẇw\u0307ẇW\u0323Ẉw\u0323ẉX\u0307Ẋx\u0307ẋX\u0308Ẍx\u0308ẍY\u0307Ẏy\u0307ẏZ\u0302Ẑz\u0302ẑZ\u0323Ẓ"
        + "z\u0323ẓZ\u0331Ẕz\u0331ẕh\u0331ẖt\u0308ẗw\u030aẘy\u030aẙſ\u0307ẛA\u0323Ạa\u0323ạA\u0309Ảa\u0309ảÂ\u0301Ấ"
        + "â\u0301ấÂ\u0300Ầâ\u0300ầÂ\u0309Ẩâ\u0309ẩÂ\u0303Ẫâ\u0303ẫẠ\u0302Ậạ\u0302ậĂ\u0301Ắă\u0301ắĂ\u0300Ằă\u0300ằ"
        + "Ă\u0309Ẳă\u0309ẳĂ\u0303Ẵă\u0303ẵẠ\u0306Ặạ\u0306ặE\u0323Ẹe\u0323ẹE\u0309Ẻe\u0309ẻE\u0303Ẽe\u0303ẽÊ\u0301Ế"
        + "ê\u0301ếÊ\u0300Ềê\u0300ềÊ\u0309Ểê\u0309ểÊ\u0303Ễê\u0303ễẸ\u0302Ệẹ\u0302ệI\u0309Ỉi\u0309ỉI\u0323Ịi\u0323ị"
        + "O\u0323Ọo\u0323ọO\u0309Ỏo\u0309ỏÔ\u0301Ốô\u0301ốÔ\u0300Ồô\u0300ồÔ\u0309Ổô\u0309ổÔ\u0303Ỗô\u0303ỗỌ\u0302Ộ"
        + "ọ\u0302ộƠ\u0301Ớơ\u0301ớƠ\u0300Ờơ\u0300ờƠ\u0309Ởơ\u0309ởƠ\u0303Ỡơ\u0303ỡƠ\u0323Ợơ\u0323ợU\u0323Ụu\u0323ụ"
        + "U\u0309Ủu\u0309ủƯ\u0301Ứư\u0301ứƯ\u0300Ừư\u0300ừƯ\u0309Ửư\u0309ửƯ\u0303Ữư\u0303ữƯ\u0323Ựư\u0323ựY\u0300Ỳ"
        + "y\u0300ỳY\u0323Ỵy\u0323ỵY\u0309Ỷy\u0309ỷY\u0303Ỹy\u0303ỹα\u0313ἀα\u0314ἁἀ\u0300ἂἁ\u0300ἃἀ\u0301ἄἁ\u0301ἅ"
        + "ἀ\u0342ἆἁ\u0342ἇΑ\u0313ἈΑ\u0314ἉἈ\u0300ἊἉ\u0300ἋἈ\u0301ἌἉ\u0301ἍἈ\u0342ἎἉ\u0342Ἇε\u0313ἐε\u0314ἑἐ\u0300ἒ"
        + "ἑ\u0300ἓἐ\u0301ἔἑ\u0301ἕΕ\u0313ἘΕ\u0314ἙἘ\u0300ἚἙ\u0300ἛἘ\u0301ἜἙ\u0301Ἕη\u0313ἠη\u0314ἡἠ\u0300ἢἡ\u0300ἣ"
        + "ἠ\u0301ἤἡ\u0301ἥἠ\u0342ἦἡ\u0342ἧΗ\u0313ἨΗ\u0314ἩἨ\u0300ἪἩ\u0300ἫἨ\u0301ἬἩ\u0301ἭἨ\u0342ἮἩ\u0342Ἧι\u0313ἰ"
        + "ι\u0314ἱἰ\u0300ἲἱ\u0300ἳἰ\u0301ἴἱ\u0301ἵἰ\u0342ἶἱ\u0342ἷΙ\u0313ἸΙ\u0314ἹἸ\u0300ἺἹ\u0300ἻἸ\u0301ἼἹ\u0301Ἵ"
        + "Ἰ\u0342ἾἹ\u0342Ἷο\u0313ὀο\u0314ὁὀ\u0300ὂὁ\u0300ὃὀ\u0301ὄὁ\u0301ὅΟ\u0313ὈΟ\u0314ὉὈ\u0300ὊὉ\u0300ὋὈ\u0301Ὄ"
        + "Ὁ\u0301Ὅυ\u0313ὐυ\u0314ὑὐ\u0300ὒὑ\u0300ὓὐ\u0301ὔὑ\u0301ὕὐ\u0342ὖὑ\u0342ὗΥ\u0314ὙὙ\u0300ὛὙ\u0301ὝὙ\u0342Ὗ"
        + "ω\u0313ὠω\u0314ὡὠ\u0300ὢὡ\u0300ὣὠ\u0301ὤὡ\u0301ὥὠ\u0342ὦὡ\u0342ὧΩ\u0313ὨΩ\u0314ὩὨ\u0300ὪὩ\u0300ὫὨ\u0301Ὤ"
        + "Ὡ\u0301ὭὨ\u0342ὮὩ\u0342Ὧα\u0300ὰε\u0300ὲη\u0300ὴι\u0300ὶο\u0300ὸυ\u0300ὺω\u0300ὼἀ\u0345ᾀἁ\u0345ᾁἂ\u0345ᾂ"
        + "ἃ\u0345ᾃἄ\u0345ᾄἅ\u0345ᾅἆ\u0345ᾆἇ\u0345ᾇἈ\u0345ᾈἉ\u0345ᾉἊ\u0345ᾊἋ\u0345ᾋἌ\u0345ᾌἍ\u0345ᾍἎ\u0345ᾎἏ\u0345ᾏ"
        + "ἠ\u0345ᾐἡ\u0345ᾑἢ\u0345ᾒἣ\u0345ᾓἤ\u0345ᾔἥ\u0345ᾕἦ\u0345ᾖἧ\u0345ᾗἨ\u0345ᾘἩ\u0345ᾙἪ\u0345ᾚἫ\u0345ᾛἬ\u0345ᾜ"
        + "Ἥ\u0345ᾝἮ\u0345ᾞἯ\u0345ᾟὠ\u0345ᾠὡ\u0345ᾡὢ\u0345ᾢὣ\u0345ᾣὤ\u0345ᾤὥ\u0345ᾥὦ\u0345ᾦὧ\u0345ᾧὨ\u0345ᾨὩ\u0345ᾩ"
        + "Ὢ\u0345ᾪὫ\u0345ᾫὬ\u0345ᾬὭ\u0345ᾭὮ\u0345ᾮὯ\u0345ᾯα\u0306ᾰα\u0304ᾱὰ\u0345ᾲα\u0345ᾳά\u0345ᾴα\u0342ᾶᾶ\u0345ᾷ"
        + "Α\u0306ᾸΑ\u0304ᾹΑ\u0300ᾺΑ\u0345ᾼ¨\u0342῁ὴ\u0345ῂη\u0345ῃή\u0345ῄη\u0342ῆῆ\u0345ῇΕ\u0300ῈΗ\u0300ῊΗ\u0345ῌ"
        + "᾿\u0300῍᾿\u0301῎᾿\u0342῏ι\u0306ῐι\u0304ῑϊ\u0300ῒι\u0342ῖϊ\u0342ῗΙ\u0306ῘΙ\u0304ῙΙ\u0300Ὶ῾\u0300῝῾\u0301῞"
        + "῾\u0342῟υ\u0306ῠυ\u0304ῡϋ\u0300ῢρ\u0313ῤρ\u0314ῥυ\u0342ῦϋ\u0342ῧΥ\u0306ῨΥ\u0304ῩΥ\u0300ῪΡ\u0314Ῥ¨\u0300῭"
        + "ὼ\u0345ῲω\u0345ῳώ\u0345ῴω\u0342ῶῶ\u0345ῷΟ\u0300ῸΩ\u0300ῺΩ\u0345ῼ";
}
