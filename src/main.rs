fn main(){
 use yijuan::{archive::*,calendar::*,regulation::*,check::*};
 let t=std::time::Instant::now();
 let src=WorkTree::new(std::env::args().nth(1).unwrap().into());
 let a=Archive::read(&src); let r=Regulations::load(&src,&a.local_regulations);
 let mut c=Calendar::built_in().unwrap(); for s in &a.schedules{c.publish(s.clone());}
 let b=Bench{archive:&a,regulations:&r,calendar:&c,today:"2026-06-15".parse().unwrap()};
 let mut j=judge(b,Selection::default());
 eprintln!("{:?}",t.elapsed());
 for f in &mut j.findings{locate(&src,&mut f.place); println!("{} {} {} {}\n    {}\n    {}\n      -> {}",f.subject,f.severity.id(),f.rule_id().map(|r|r.to_string()).unwrap_or_default(),f.place,f.message.zh,f.message.en,f.hint.as_ref().map(|h|h.zh.clone()).unwrap_or_default());}
 for d in &j.duties{ if d.state.is_open(){println!("{} {} {} {} {:?} {:?} {:?}",d.subject,d.rule.id,d.what,d.state.id(),d.due.map(|d|d.to_string()),d.working_days_left,d.provisional);}}
}
